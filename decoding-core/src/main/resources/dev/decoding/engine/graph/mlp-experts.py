# a mixture of experts: each token goes to the few that the router picks
def mlp(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
    if "router" not in w:  # a dense layer among sparse ones
        return self.feed_forward(x, w, "")
    weights, chosen = self.route(x, w)
    y = torch.zeros_like(x)
    used, inverse = torch._unique(chosen.to("cpu"))
    for i in range(used.size(0)):
        e = int(used[i])
        hits = chosen == e
        rows = torch.nonzero(hits)[:, 0]
        h = self.feed_forward(x.index_select(0, rows), w, "." + str(e))
        share = weights.masked_select(hits).unsqueeze(1)
        y.index_add_(0, rows, (h * share).to(x.dtype))
    if "up.shared" in w:
        s = self.feed_forward(x, w, ".shared")
        if "shared_gate" in w:
            s = s * torch.sigmoid(torch.linear(x, w["shared_gate"]))
        y = y + s
    return y
