# x [N, in] times a weight [out, in] in oneDNN's blocked layout, whose kernels read weights faster for
# four rows than for one or two
def linear(self, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
    b = annotate(Optional[Tensor], None)
    if bias in w:
        b = w[bias]
    n = x.size(0)
    if n == 1:
        return ops.mkldnn._linear_pointwise(x.expand(4, -1), w[name], b, "none", annotate(List[Optional[number]], []), None)[:1]
    elif n == 2:
        return ops.mkldnn._linear_pointwise(torch.cat([x, x], 0), w[name], b, "none", annotate(List[Optional[number]], []), None)[:2]
    return ops.mkldnn._linear_pointwise(x, w[name], b, "none", annotate(List[Optional[number]], []), None)
