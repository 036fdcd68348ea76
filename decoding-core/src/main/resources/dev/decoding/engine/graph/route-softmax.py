# the probabilities of the best experts: weights and indices, both [N, chosen]
def route(self, x: Tensor, w: Dict[str, Tensor]) -> Tuple[Tensor, Tensor]:
    p = torch.softmax(torch.linear(x, w["router"]), -1, 6)
    weights, chosen = torch.topk(p, self.experts_per_token(), -1)
    if self.normalise_experts():
        weights = weights / weights.sum([-1], True)
    return (weights, chosen)
