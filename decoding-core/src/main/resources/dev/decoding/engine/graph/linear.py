# x [N, in] times a weight [out, in]
def linear(self, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
    b = annotate(Optional[Tensor], None)
    if bias in w:
        b = w[bias]
    return torch.linear(x, w[name], b)
