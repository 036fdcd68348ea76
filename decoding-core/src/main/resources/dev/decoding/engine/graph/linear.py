# x [N, in] times a weight [in, out]
def linear(self, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
    if bias in w:
        return torch.addmm(w[bias], x, w[name])
    return torch.mm(x, w[name])

# both products of x [N, in], one as the gate of the other
def gated_linear(self, x: Tensor, w: Dict[str, Tensor], gate: str, up: str) -> Tensor:
    return self.gate(self.linear(x, w, gate, gate + "_bias"), self.linear(x, w, up, up + "_bias"))
