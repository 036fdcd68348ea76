# Multi-head latent attention (DeepSeek-V2, section 2.1). All heads share what is kept of a token: R
# dimensions that are rotated, and a latent of which `kv_up` would make each head's keys, P wide, and
# values. Its matrices go into queries and outputs instead, so that heads attend to the latents
# themselves: one key-value head of width D = R + latent, which is all that the cache holds.

def split_heads(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
    N, H, D, P = x.size(0), self.heads(), self.head_dim(), self.unrotated()
    R = self.rotary()
    h = self.linear(x, w, "qkv", "qkv_bias")
    q, kv = torch.split_with_sizes(h, [h.size(1) - D, D], 1)
    if "q_up" in w:
        q = self.linear(self.rms_norm(q, w["q_norm"], self.latent_eps()), w, "q_up", "q_up_bias")
    q = q.reshape(N, H, R + P)
    k_up = w["kv_up"][:H * P].view(H, P, D - R)
    q = torch.cat([q[:, :, :R], torch.bmm(q[:, :, R:].transpose(0, 1), k_up).transpose(0, 1)], 2)
    kv = torch.cat([kv[:, :R], self.rms_norm(kv[:, R:], w["kv_norm"], self.latent_eps())], 1).unsqueeze(1)
    return torch.cat([q, kv, kv], 1)

def join_heads(self, y: Tensor, w: Dict[str, Tensor]) -> Tensor:
    N, H, D, P = y.size(0), self.heads(), self.head_dim(), self.unrotated()
    R = self.rotary()
    v_up = w["kv_up"][H * P:].view(H, -1, D - R)
    v = torch.bmm(y.view(N, H, D)[:, :, R:].transpose(0, 1), v_up.transpose(1, 2))
    return self.linear(v.transpose(0, 1).reshape(N, -1), w, "out", "out_bias")
