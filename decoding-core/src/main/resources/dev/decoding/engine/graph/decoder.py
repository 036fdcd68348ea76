# The decoder of every family. What differs between them is said by the methods that the
# engine puts before these (`heads()`, `eps()`, `parallel()`, ...: constants, so that branches
# which a model does not take cost nothing) and by which weights a layer has.
#
# Shapes: N tokens of the step, C = hidden size, H query heads, K key-value heads, D their
# width, S slots of the cache. A group has B sequences of T new tokens and L keys each.

def norm(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
    if self.layer_norm():
        b = annotate(Optional[Tensor], None)
        if name + "_bias" in w:
            b = w[name + "_bias"]
        return torch.layer_norm(x, [x.size(-1)], w[name], b, self.eps())
    return self.rms_norm(x, w[name], self.eps())

# [x, -x] has mean 0 and variance mean(x^2), so that one kernel does the work of eight; the weight
# comes twice
def rms_norm(self, x: Tensor, weight: Tensor, eps: float) -> Tensor:
    C = x.size(-1)
    h = x
    if self.norm_in_float():  # gemma multiplies before it rounds
        h = x.to(6)
    return torch.layer_norm(torch.cat([h, -h], -1), [2 * C], weight, None, eps)[..., :C].to(x.dtype)

def activation(self, x: Tensor) -> Tensor:
    if self.act() == "silu":
        return torch.silu(x)
    elif self.act() == "gelu":
        return torch.gelu(x, approximate="none")
    elif self.act() == "gelu_tanh":
        return torch.gelu(x, approximate="tanh")
    return torch.relu(x)

# rope: rotate the first R dimensions of each head by the angle of its position
# x [N, heads, D], cos [N, 1, R] the cosines twice, sin [N, 1, R] the sines, negated and not
def rotate(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    R = self.rotary()
    if R == self.head_dim():
        return torch.addcmul(x * cos, torch.roll(x, [R // 2], [2]), sin)
    r = x[:, :, :R]
    return torch.cat([torch.addcmul(r * cos, torch.roll(r, [R // 2], [2]), sin), x[:, :, R:]], 2)

# q [B, K, H / K * T, D], k and v [B, K, L, D], mask added to the scores
def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], w: Dict[str, Tensor]) -> Tensor:
    if self.softcap() == 0. and not self.sinks():
        return torch.scaled_dot_product_attention(q, k, v, mask, 0., False, scale=self.scale())
    return torch.matmul(self.weigh(torch.matmul(q, k.transpose(2, 3)), mask, w), v)

# the share of each value, from the products of queries and keys
def weigh(self, qk: Tensor, mask: Optional[Tensor], w: Dict[str, Tensor]) -> Tensor:
    att = qk * self.scale()
    if self.softcap() > 0.:
        att = torch.tanh(att / self.softcap()) * self.softcap()
    if mask is not None:
        att = att + mask
    if self.sinks():  # one more logit a head, that takes a share of the attention nowhere
        B, K, R, L = att.size()
        sink = w["sinks"].view(1, K, -1, 1).expand(B, K, -1, R // (self.heads() // K)).reshape(B, K, R, 1)
        att = torch.cat([att, sink.to(att.dtype)], -1)
        return torch.softmax(att, -1, 6)[:, :, :, :L].to(qk.dtype)
    return torch.softmax(att, -1, 6).to(qk.dtype)

# sequences that begin with the same keys and values: these, sk and sv [P, K, D], are read once for all, the
# others, k and v [B, K, L - P, D], for each; plain: all of the common ones are seen, and nothing else counts
def attend_shared(self, q: Tensor, sk: Tensor, sv: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor],
        plain: bool, w: Dict[str, Tensor]) -> Tensor:
    B, K, R, D = q.size()
    P = sk.size(0)
    all = q.transpose(0, 1).reshape(K, B * R, D)
    sk, sv = sk.transpose(0, 1), sv.transpose(0, 1)
    if plain and not q.is_cuda:  # both softmaxes apart, then the mean, weighted by the sums of exponentials
        if mask is not None:
            mask = mask[:, :, :, P:]
        ys, ss = torch._scaled_dot_product_flash_attention_for_cpu(all.unsqueeze(0), sk.unsqueeze(0),
            sv.unsqueeze(0), 0., False, attn_mask=None, scale=self.scale())
        y, s = torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0., False, attn_mask=mask,
            scale=self.scale())
        share = torch.sigmoid(ss.reshape(K, B, R, 1).transpose(0, 1) - s.unsqueeze(3))
        return torch.lerp(y.to(6), ys.reshape(K, B, R, D).transpose(0, 1).to(6), share).to(q.dtype)
    common = torch.matmul(all, sk.transpose(1, 2)).view(K, B, R, P).transpose(0, 1)
    att = self.weigh(torch.cat([common, torch.matmul(q, k.transpose(2, 3))], 3), mask, w)
    y = torch.matmul(att[:, :, :, :P].transpose(0, 1).reshape(K, B * R, P), sv)
    return y.view(K, B, R, D).transpose(0, 1) + torch.matmul(att[:, :, :, P:], v)

# which keys each new token of a group sees, as 0 and -inf: [B, 1 or K, H / K * T, L]
def mask(self, positions: Tensor, group: List[int], window: int, slopes: Optional[Tensor], dtype: int) -> Tensor:
    B, T, L = group[0], group[1], group[3]
    p = positions.view(B, T, 1)
    j = torch.arange(L, dtype=4, device=positions.device)
    hidden = j > p
    if window > 0:
        hidden = hidden.logical_or(j <= p - window)
    m = torch.zeros([B, T, L], dtype=6, device=positions.device).masked_fill(hidden, -self.infinity())
    rows = self.heads() // self.kv_heads()
    if slopes is not None:  # alibi
        m = m.view(B, 1, 1, T, L) + slopes.view(1, self.kv_heads(), rows, 1, 1) * j
        return m.reshape(B, self.kv_heads(), rows * T, L).to(dtype)
    return m.view(B, 1, 1, T, L).expand(B, 1, rows, T, L).reshape(B, 1, rows * T, L).to(dtype)

def attention(self, x: Tensor, w: Dict[str, Tensor], cos: Tensor, sin: Tensor, rope: int, keys: Tensor, values: Tensor,
        slots: Tensor, cached: Tensor, groups: List[List[int]], key_slots: List[Tensor], shared_slots: List[Tensor],
        masks: List[Optional[Tensor]], window: int) -> Tensor:
    N, H, K, D = x.size(0), self.heads(), self.kv_heads(), self.head_dim()
    h = self.split_heads(x, w)
    qk, v = torch.slice(h, 1, 0, H + K), torch.slice(h, 1, H + K)  # one operator where h[:, a:b] is two
    if self.norm_qk():
        qk = torch.cat([self.norm(qk[:, :H], w, "q_norm"), self.norm(qk[:, H:], w, "k_norm")], 1)
    if rope >= 0:
        qk = self.rotate(qk, cos, sin)
    q, k = torch.slice(qk, 1, 0, H), torch.slice(qk, 1, H)
    if slots.size(0) > 0:
        if slots.size(0) < N:
            keys.index_copy_(0, slots, k.index_select(0, cached))
            values.index_copy_(0, slots, v.index_select(0, cached))
        else:
            keys.index_copy_(0, slots, k)
            values.index_copy_(0, slots, v)
    outs = annotate(List[Tensor], [])
    at = 0
    for i in range(len(groups)):
        B, T, first, L = groups[i][0], groups[i][1], groups[i][2], groups[i][3]
        rows = B * T
        if first == -2:  # not cached: the new tokens see one another
            gk, gv = k[at:at + rows].unsqueeze(0), v[at:at + rows].unsqueeze(0)
        elif first >= 0:  # consecutive slots: a view
            gk, gv = keys[first:first + L].unsqueeze(0), values[first:first + L].unsqueeze(0)
        else:
            gk = keys.index_select(0, key_slots[i]).view(B, -1, K, D)
            gv = values.index_select(0, key_slots[i]).view(B, -1, K, D)
        gq = q
        if len(groups) > 1:
            gq = q[at:at + rows]
        if groups[i][5] > 0:  # the first keys are those of all sequences
            sk, sv = keys.index_select(0, shared_slots[i]), values.index_select(0, shared_slots[i])
            plain = window == 0 and self.softcap() == 0. and not self.sinks() and not self.alibi()
            y = self.attend_shared(gq.view(B, K, H // K, D), sk, sv, gk.transpose(1, 2), gv.transpose(1, 2), masks[i],
                plain, w)
            outs.append(y.reshape(rows, H * D))
        elif T == 1:
            y = self.attend(gq.view(B, K, H // K, D), gk.transpose(1, 2), gv.transpose(1, 2), masks[i], w)
            outs.append(y.reshape(rows, H * D))
        elif masks[i] is None:  # whole sequences: each token sees those before it
            gk = gk.transpose(1, 2).unsqueeze(2).expand(B, K, H // K, L, D).reshape(B, H, L, D)
            gv = gv.transpose(1, 2).unsqueeze(2).expand(B, K, H // K, L, D).reshape(B, H, L, D)
            gq = gq.view(B, T, H, D).transpose(1, 2)
            y = torch.scaled_dot_product_attention(gq, gk, gv, None, 0., True, scale=self.scale())
            outs.append(y.transpose(1, 2).reshape(rows, H * D))
        else:
            gq = gq.view(B, T, K, H // K, D).permute(0, 2, 3, 1, 4).reshape(B, K, H // K * T, D)
            y = self.attend(gq, gk.transpose(1, 2), gv.transpose(1, 2), masks[i], w)
            outs.append(y.view(B, K, H // K, T, D).permute(0, 3, 1, 2, 4).reshape(rows, H * D))
        at += rows
    y = outs[0]
    if len(outs) > 1:
        y = torch.cat(outs, 0)
    return self.join_heads(y, w)

# which: what the names of the matrices end with
def feed_forward(self, x: Tensor, w: Dict[str, Tensor], which: str) -> Tensor:
    if self.gated():
        h = self.gated_linear(x, w, "gate" + which, "up" + which)
    else:
        h = self.activation(self.linear(x, w, "up" + which, "up" + which + "_bias"))
    return self.linear(h, w, "down" + which, "down" + which + "_bias")

def gate(self, g: Tensor, u: Tensor) -> Tensor:
    if self.act() == "clamped_swish":
        g = torch.clamp(g, max=7.)
        return g * torch.sigmoid(g * 1.702) * (torch.clamp(u, -7., 7.) + 1.)
    return self.activation(g) * u

def forward(self, embedded: Tensor, positions: Tensor, slots: Tensor, cached: Tensor, groups: List[List[int]],
        key_slots: List[Tensor], shared_slots: List[Tensor], logit_rows: Tensor, hidden_rows: Tensor, wanted: List[int],
        cos: List[Tensor], sin: List[Tensor], model: Dict[str, Tensor], layers: List[Dict[str, Tensor]], windows: List[int], ropes: List[int],
        keys: List[Tensor], values: List[Tensor]) -> List[Tensor]:
    x = self.embed(embedded, positions, model)
    slopes = annotate(Optional[Tensor], None)
    if self.alibi():
        slopes = torch.tensor(self.slopes(), dtype=6, device=x.device)
    full = annotate(List[Optional[Tensor]], [])
    sliding = annotate(List[Optional[Tensor]], [])
    at = 0
    for g in groups:
        p = positions[at:at + g[0] * g[1]]
        at += g[0] * g[1]
        none = annotate(Optional[Tensor], None)
        whole = g[1] == g[3] and self.softcap() == 0. and not self.sinks() and not self.alibi()
        if (g[4] == 1 or self.alibi()) and not whole:
            full.append(self.mask(p, g, 0, slopes, x.dtype))
        else:
            full.append(none)
        if self.window() > 0 and (g[3] > self.window() or (g[4] == 1 and not whole)):
            sliding.append(self.mask(p, g, self.window(), slopes, x.dtype))
        else:
            sliding.append(none)
    cosines = annotate(List[Tensor], [])
    sines = annotate(List[Tensor], [])
    for i in range(len(cos)):
        cosines.append(cos[i].to(x.dtype))
        sines.append(sin[i].to(x.dtype))
    states = annotate(List[Tensor], [])
    for i in range(len(layers)):
        if len(wanted) > 0 and i in wanted:
            states.append(x)
        w = layers[i]
        masks = full
        if windows[i] > 0:
            masks = sliding
        rope = ropes[i]
        c, s = cosines[max(rope, 0)], sines[max(rope, 0)]
        h = x
        if "attention_norm" in w:
            h = self.norm(x, w, "attention_norm")
        a = self.attention(h, w, c, s, rope, keys[i], values[i], slots, cached, groups, key_slots,
            shared_slots, masks, windows[i])
        if "attention_post_norm" in w:
            a = self.norm(a, w, "attention_post_norm")
        if self.parallel():
            if "mlp_norm" in w:
                h = self.norm(x, w, "mlp_norm")
            x = x + a + self.mlp(h, w)
        else:
            x = self.add(x, a)
            h = x
            if "mlp_norm" in w:
                h = self.norm(x, w, "mlp_norm")
            m = self.mlp(h, w)
            if "mlp_post_norm" in w:
                m = self.norm(m, w, "mlp_post_norm")
            x = self.add(x, m)
    outs = annotate(List[Tensor], [])
    outs.append(self.logits(x, logit_rows, model))
    if hidden_rows.size(0) > 0:
        outs.append(self.norm(x.index_select(0, hidden_rows), model, "norm").to(6))
    else:
        outs.append(torch.zeros([0], dtype=6, device=x.device))
    if len(wanted) > 0:
        for state in states:
            outs.append(self.early_logits(state, logit_rows, model))
        if len(layers) in wanted:
            outs.append(self.logits(x, logit_rows, model))
    return outs

def add(self, x: Tensor, y: Tensor) -> Tensor:
    if self.residual_multiplier() != 1.:
        return x + y * self.residual_multiplier()
    return x + y

# embedded [N, C]: the rows of the embedding table as the checkpoint has them, bytes for bfloat16
def embed(self, embedded: Tensor, positions: Tensor, model: Dict[str, Tensor]) -> Tensor:
    x = embedded
    if x.dtype == 0:
        x = torch.view_copy(x, dtype=15)
    x = x.to(self.dtype())
    if self.embedding_multiplier() != 1.:
        x = x * torch.tensor(self.embedding_multiplier(), dtype=x.dtype, device=x.device)
    if "positions" in model:
        x = x + model["positions"].index_select(0, positions)
    if "embed_norm" in model:
        x = self.norm(x, model, "embed_norm")
    return x

# logits read off from an earlier layer as its states are: not normalised and not scaled
def early_logits(self, x: Tensor, rows: Tensor, model: Dict[str, Tensor]) -> Tensor:
    if rows.size(0) == 0:
        return torch.zeros([0], dtype=6, device=x.device)
    return self.linear(x.index_select(0, rows), model, "head", "head_bias").to(6)

# logits of some rows, as float32
def logits(self, x: Tensor, rows: Tensor, model: Dict[str, Tensor]) -> Tensor:
    if rows.size(0) == 0:
        return torch.zeros([0], dtype=6, device=x.device)
    h = x.index_select(0, rows)
    if "norm" in model:
        h = self.norm(h, model, "norm")
    y = self.linear(h, model, "head", "head_bias").to(6)
    if self.logit_multiplier() != 1.:
        y = y * self.logit_multiplier()
    if self.logit_softcap() > 0.:
        y = torch.tanh(y / self.logit_softcap()) * self.logit_softcap()
    return y
