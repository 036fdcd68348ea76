# x [N, in] times a weight [out, in]
def linear(self, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
    b = annotate(Optional[Tensor], None)
    if bias in w:
        b = w[bias]
    return torch.linear(x, w[name], b)

# both products of x [N, in], one as the gate of the other
def gated_linear(self, x: Tensor, w: Dict[str, Tensor], gate: str, up: str) -> Tensor:
    return self.gate(self.linear(x, w, gate, gate + "_bias"), self.linear(x, w, up, up + "_bias"))
