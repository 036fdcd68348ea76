# One row times a weight that the checkpoint has in float16, as FBGEMM does it: it reads half as much
# as of float32, in which it computes, and begins sooner than oneDNN.

def halves(self) -> bool:
    return True

# x [1, in]; there is always something to add
def row(self, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
    b = w[name + "_zeros"]
    if bias in w:
        b = w[bias]
    return torch.fbgemm_linear_fp16_weight_fp32_activation(x, w[name + "_half"], b)

# w [out, in]
def half(self, w: Tensor) -> Tensor:
    return torch.fbgemm_pack_gemm_matrix_fp16(w)

def zeros(self, w: Tensor) -> Tensor:
    return torch.zeros([w.size(0)], dtype=w.dtype)

def probe(self, x: Tensor, w: Tensor) -> Tensor:
    return torch.fbgemm_linear_fp16_weight_fp32_activation(x, self.half(w), self.zeros(w))
