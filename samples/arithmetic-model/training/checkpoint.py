"""Writes a model as Hugging Face checkpoints are laid out, weights in float16."""

import json

import torch
from safetensors.torch import load_file, save_file

from corpus import END

CONTEXT = 1024
TEMPLATE = ("{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] "
            "+ '<|im_end|>' + '\n' }}{% endfor %}"
            "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}")


def tensors(model):
    result = {"model.embed_tokens.weight": model.embedding, "model.norm.weight": model.norm}
    for i in range(model.shape.layers):
        layer = f"model.layers.{i}."
        for j, name in enumerate("qkvo"):
            result[f"{layer}self_attn.{name}_proj.weight"] = model.attention[i, j]
        for name in ("gate", "up", "down"):
            result[f"{layer}mlp.{name}_proj.weight"] = getattr(model, name)[i]
        result[layer + "input_layernorm.weight"] = model.norm1[i]
        result[layer + "post_attention_layernorm.weight"] = model.norm2[i]
    return result


def reward_tensors(model):
    return {"hidden.weight": model.reward1, "hidden.bias": model.reward1_bias,
            "output.weight": model.reward2, "output.bias": model.reward2_bias}


def config(shape, end):
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden, "intermediate_size": shape.intermediate, "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads, "num_key_value_heads": shape.heads,
        "head_dim": shape.hidden // shape.heads, "hidden_act": "silu", "max_position_embeddings": CONTEXT,
        "rms_norm_eps": shape.epsilon, "rope_theta": shape.theta, "attention_bias": False, "mlp_bias": False,
        "tie_word_embeddings": True, "bos_token_id": None, "eos_token_id": end, "pad_token_id": end,
        "torch_dtype": "float16"}


def round_weights(model):
    """Makes the weights what a reader of the checkpoint gets."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.half())


def write(model, tokenizer, directory):
    directory.mkdir(parents=True, exist_ok=True)
    end = tokenizer.token_to_id(END)

    def write_json(name, value):
        (directory / name).write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")

    def write_tensors(name, values, **metadata):
        values = {key: value.detach().half().contiguous() for key, value in values.items()}
        save_file(values, directory / name, metadata={"format": "pt", **metadata})
        (directory / name).chmod(0o644)

    tokenizer.save(str(directory / "tokenizer.json"))
    write_json("config.json", config(model.shape, end))
    write_json("generation_config.json", {"eos_token_id": end, "pad_token_id": end})
    write_json("tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": None, "eos_token": END, "pad_token": END,
        "model_max_length": CONTEXT, "clean_up_tokenization_spaces": False, "chat_template": TEMPLATE})
    write_tensors("model.safetensors", tensors(model))
    if model.rewarding:
        write_tensors("reward_head.safetensors", reward_tensors(model), activation="silu", output="sigmoid")


def read(model, directory):
    """Gives a model the weights that were written."""
    with torch.no_grad():
        for file, parameters in (("model", tensors(model)), ("reward_head", reward_tensors(model))):
            values = load_file(directory / f"{file}.safetensors")
            for name, parameter in parameters.items():
                parameter.copy_(values[name].float())
