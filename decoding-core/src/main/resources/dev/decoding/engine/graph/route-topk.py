# the best experts by their scores, which only they share: weights and indices, both [N, chosen]
def route(self, x: Tensor, w: Dict[str, Tensor]) -> Tuple[Tensor, Tensor]:
    scores, chosen = torch.topk(torch.linear(x, w["router"], w["router_bias"]), self.experts_per_token(), -1)
    return (torch.softmax(scores, -1, 6), chosen)
