# A weight [out, in] in the blocked layout that oneDNN multiplies from without repacking.

def pack(self, x: Tensor) -> Tensor:
    return ops.mkldnn._reorder_linear_weight(x, 16)

def probe(self, x: Tensor, w: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, self.pack(w), None, "none", annotate(List[Optional[number]], []), None)
