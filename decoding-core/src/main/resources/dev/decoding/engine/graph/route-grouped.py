# the best experts of the best groups (DeepSeek-V3, section 2.1.2): weights and indices, both [N, chosen].
# The bias balances the load: it has a say in the choice, not in the weights.
def route(self, x: Tensor, w: Dict[str, Tensor]) -> Tuple[Tensor, Tensor]:
    p = torch.sigmoid(torch.linear(x.to(6), w["router"]))
    scores = p + w["router_bias"]
    if self.groups_per_token() < self.expert_groups():
        grouped = scores.view(x.size(0), self.expert_groups(), -1)
        best, _ = torch.topk(grouped, 2, -1)
        _, groups = torch.topk(best.sum([-1]), self.groups_per_token(), -1)
        left_out = torch.ones([x.size(0), self.expert_groups()], dtype=11, device=x.device).scatter(1, groups, False)
        scores = grouped.masked_fill(left_out.unsqueeze(2), -self.infinity()).view(x.size(0), -1)
    _, chosen = torch.topk(scores, self.experts_per_token(), -1)
    weights = p.gather(1, chosen)
    if self.normalise_experts():
        weights = weights / (weights.sum([-1], True) + 1e-20)
    return (weights * self.expert_multiplier(), chosen)
