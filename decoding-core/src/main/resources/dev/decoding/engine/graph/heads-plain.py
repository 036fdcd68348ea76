# queries, keys and values of each head: [N, H + 2 * K, D]
def split_heads(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
    N, H, K, D = x.size(0), self.heads(), self.kv_heads(), self.head_dim()
    h = self.linear(x, w, "qkv", "qkv_bias")
    if self.norm_whole_qk():
        q, k, v = torch.split_with_sizes(h, [H * D, K * D, K * D], 1)
        h = torch.cat([self.norm(q, w, "q_norm"), self.norm(k, w, "k_norm"), v], 1)
    return h.view(N, H + 2 * K, D)

# y [N, H * D]: what each head has seen
def join_heads(self, y: Tensor, w: Dict[str, Tensor]) -> Tensor:
    return self.linear(y, w, "out", "out_bias")
