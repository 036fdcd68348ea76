# x [N, in] times a weight [out, in] in oneDNN's blocked layout
def linear(self, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
    b = annotate(Optional[Tensor], None)
    if bias in w:
        b = w[bias]
    return ops.mkldnn._linear_pointwise(x, w[name], b, "none", annotate(List[Optional[number]], []), None)
