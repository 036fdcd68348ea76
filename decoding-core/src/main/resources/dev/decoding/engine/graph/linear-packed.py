# x [N, in] times a weight [out, in] in oneDNN's blocked layout
def linear(self, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
    n = x.size(0)
    if n == 1 and self.halves():
        return self.row(x, w, name, bias)
    y = ops.mkldnn._linear_pointwise(self.rows(x), w[name], self.bias(w, bias), "none", annotate(List[Optional[number]], []), None)
    if n < 3:
        return y[:n]
    return y

# both products of x [N, in], one as the gate of the other, without writing either of them
def gated_linear(self, x: Tensor, w: Dict[str, Tensor], gate: str, up: str) -> Tensor:
    if self.act() != "silu" or (x.size(0) == 1 and self.halves()):
        return self.gate(self.linear(x, w, gate, gate + "_bias"), self.linear(x, w, up, up + "_bias"))
    n = x.size(0)
    x = self.rows(x)
    g = ops.mkldnn._linear_pointwise(x, w[gate], self.bias(w, gate + "_bias"), "swish", annotate(List[Optional[number]], []), None)
    y = ops.mkldnn._linear_pointwise(x, g, w[up], self.bias(w, up + "_bias"), "mul")
    if n < 3:
        return y[:n]
    return y

# kernels read weights faster for four rows than for one or two
def rows(self, x: Tensor) -> Tensor:
    n = x.size(0)
    if n == 1:
        return x.expand(4, -1)
    elif n == 2:
        return torch.cat([x, x], 0)
    return x

def bias(self, w: Dict[str, Tensor], name: str) -> Optional[Tensor]:
    b = annotate(Optional[Tensor], None)
    if name in w:
        b = w[name]
    return b
