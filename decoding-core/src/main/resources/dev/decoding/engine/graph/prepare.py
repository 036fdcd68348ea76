# What happens to weights on their way from the file into the graph.

# bytes are bfloat16
def join(self, parts: List[Tensor], dtype: int) -> Tensor:
    x = parts[0]
    if len(parts) > 1:
        x = torch.cat(parts, 0)
    if x.dtype == 0:
        return torch.view_copy(x, dtype=15).to(dtype)
    return x.to(dtype, copy=True)

def transpose(self, x: Tensor) -> Tensor:
    return x.t().contiguous()

def rows(self, x: Tensor, index: Tensor) -> Tensor:
    return x.index_select(0, index)

def add(self, x: Tensor, y: float) -> Tensor:
    return x + y

# memory that is not touched before it is used
def reserve(self, size: List[int], dtype: int, like: Tensor) -> Tensor:
    return torch.empty(size, dtype=dtype, device=like.device)

def copy_slots(self, caches: List[Tensor], source: Tensor, target: Tensor) -> int:
    for i in range(len(caches)):
        caches[i].index_copy_(0, target, caches[i].index_select(0, source))
    return 0
