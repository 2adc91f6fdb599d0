"""The network: one MiniLM encoder, several heads on one pass.

Encoder after Wang et al. 2020 (MiniLM), weights of all-MiniLM-L6-v2; arcs and labels are biaffine after Dozat &
Manning 2017; spans are tagged by linear-chain CRFs (Lafferty et al. 2001) over BIO tags. A word is its first piece's
vector beside an embedding of its shape; the shape is also added at the encoder's input, starting from nothing, since
the encoder itself knows no case.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
SHAPE_WIDTH, ARC_WIDTH, LABEL_WIDTH, LINK_WIDTH = 32, 192, 96, 64
IMPOSSIBLE = -1e4


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm_inner = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = hidden.shape
        shape = (batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = (part.view(shape).transpose(1, 2) for part in self.qkv(hidden).split(WIDTH, dim=-1))
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION_HEADS) + mask
            attended = scores.softmax(-1) @ value
        else:
            attended = F.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        hidden = self.norm_attention(
            hidden + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH)))
        )
        return self.norm_inner(hidden + self.dropout(self.down(F.gelu(self.up(hidden)))))


class Encoder(nn.Module):
    """Word pieces and shapes → a vector for each piece."""

    def __init__(self, pieces: int, positions: int, shapes: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.types = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(shapes, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.pieces(pieces) + self.positions(positions) + self.types + self.shapes(shapes)
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask)[:, None, None, :] * IMPOSSIBLE
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def load_pretrained(self, path: Path) -> None:
        """Take over the weights of a BERT checkpoint in safetensors."""
        weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        with torch.no_grad():
            self.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            self.types.copy_(weights["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    joined = torch.cat(
                        [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    )
                    getattr(layer.qkv, kind).copy_(joined)
                    getattr(layer.out, kind).copy_(weights[f"{prefix}attention.output.dense.{kind}"])
                    getattr(layer.norm_attention, kind).copy_(weights[f"{prefix}attention.output.LayerNorm.{kind}"])
                    getattr(layer.up, kind).copy_(weights[f"{prefix}intermediate.dense.{kind}"])
                    getattr(layer.down, kind).copy_(weights[f"{prefix}output.dense.{kind}"])
                    getattr(layer.norm_inner, kind).copy_(weights[f"{prefix}output.LayerNorm.{kind}"])


class Biaffine(nn.Module):
    """Scores of every word under every possible head; column 0 is the root (or: no link)."""

    def __init__(self, width_in: int, width: int, dropout: float) -> None:
        super().__init__()
        self.dependent = nn.Sequential(nn.Linear(width_in, width), nn.LeakyReLU(0.1), nn.Dropout(dropout))
        self.head = nn.Sequential(nn.Linear(width_in, width), nn.LeakyReLU(0.1), nn.Dropout(dropout))
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.weight = nn.Parameter(torch.eye(width) / math.sqrt(width))
        self.bias = nn.Parameter(torch.zeros(width))

    def forward(self, words: Tensor) -> Tensor:
        dependents, heads = self.dependent(words), self.head(words)
        heads = torch.cat([self.root.expand(heads.shape[0], 1, -1).to(heads.dtype), heads], dim=1)
        return (dependents @ self.weight + self.bias) @ heads.transpose(1, 2)


class Labels(nn.Module):
    """Scores of each label of an arc, from the vectors of its two ends."""

    def __init__(self, width_in: int, width: int, labels: int) -> None:
        super().__init__()
        self.dependent = nn.Sequential(nn.Linear(width_in, width), nn.LeakyReLU(0.1), nn.Dropout(0.33))
        self.head = nn.Sequential(nn.Linear(width_in, width), nn.LeakyReLU(0.1), nn.Dropout(0.33))
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.weight = nn.Parameter(torch.zeros(width + 1, labels * (width + 1)))
        nn.init.normal_(self.weight, std=0.02)
        self.labels, self.width = labels, width

    def project(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Words → their vectors as dependents and, the root first, as heads."""
        heads = self.head(words)
        root = self.root.expand(heads.shape[0], 1, -1).to(heads.dtype)
        return self.dependent(words), torch.cat([root, heads], dim=1)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """``(arcs, width)`` twice → ``(arcs, labels)``."""
        ones = torch.ones_like(dependents[:, :1])
        dependents = torch.cat([dependents, ones], dim=1)
        heads = torch.cat([heads, ones], dim=1)
        mixed = (dependents @ self.weight).view(-1, self.labels, self.width + 1)
        return (mixed @ heads.unsqueeze(2)).squeeze(2)


class Chain(nn.Module):
    """A linear-chain CRF over BIO tags: 0 is O, ``2k + 1`` begins and ``2k + 2`` continues label k."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        tags = 2 * labels + 1
        illegal = torch.zeros(tags + 1, tags)
        for inside in range(2, tags, 2):
            illegal[:, inside] = IMPOSSIBLE
            illegal[inside, inside] = illegal[inside - 1, inside] = 0
        self.register_buffer("illegal", illegal)
        self.steps = nn.Parameter(torch.zeros(tags + 1, tags))

    @property
    def transitions(self) -> Tensor:
        """``(tags + 1, tags)``: from each tag to each; the last row is the start."""
        return self.steps + self.illegal

    def loss(self, scores: Tensor, tags: Tensor, counts: Tensor) -> Tensor:
        """The mean negative log-likelihood of a word's tag. ``scores`` (rows, words, tags), ``tags`` (rows, words)."""
        moves = self.transitions
        batch, length, _ = scores.shape
        mask = torch.arange(length)[None, :] < counts[:, None]
        gold = scores.gather(2, tags.unsqueeze(2)).squeeze(2)
        before = torch.cat([torch.full((batch, 1), moves.shape[0] - 1), tags[:, :-1]], dim=1)
        gold = ((gold + moves[before, tags]) * mask).sum(1)
        alpha = scores[:, 0] + moves[-1]
        body = moves[:-1].unsqueeze(0)
        for step in range(1, length):
            onward = torch.logsumexp(alpha.unsqueeze(2) + body, dim=1) + scores[:, step]
            alpha = torch.where(mask[:, step, None], onward, alpha)
        return (torch.logsumexp(alpha, dim=1) - gold).sum() / counts.sum()


class Reader(nn.Module):
    """The encoder with its heads."""

    def __init__(
        self, pieces: int, positions: int, inventory: dict[str, list[str]], ner: dict[str, tuple[str, ...]]
    ) -> None:
        super().__init__()
        shapes = len(inventory["shapes"]) + 2
        words = WIDTH + SHAPE_WIDTH
        self.encoder = Encoder(pieces, positions, shapes)
        self.shape = nn.Embedding(shapes, SHAPE_WIDTH)
        self.dropout = nn.Dropout(0.15)
        self.tagger = nn.Sequential(nn.Linear(words, 256), nn.GELU(), nn.Dropout(0.2))
        self.upos = nn.Linear(256, len(inventory["upos"]))
        self.xpos = nn.Linear(256, len(inventory["xpos"]))
        self.starts = nn.Linear(words, 2)
        self.arcs = Biaffine(words, ARC_WIDTH, 0.33)
        self.labels = Labels(words, LABEL_WIDTH, len(inventory["deps"]))
        self.namer = nn.Sequential(nn.Linear(words, 256), nn.GELU(), nn.Dropout(0.2))
        self.ner = nn.ModuleDict({name: nn.Linear(256, 2 * len(labels) + 1) for name, labels in ner.items()})
        self.ner_chains = nn.ModuleDict({name: Chain(len(labels)) for name, labels in ner.items()})
        self.attributor = nn.Sequential(nn.Linear(words, 256), nn.GELU(), nn.Dropout(0.2))
        self.attribution = nn.Linear(256, 9)
        self.attribution_chains = nn.ModuleList(Chain(1) for _ in range(3))
        self.links = Biaffine(words, LINK_WIDTH, 0.2)

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """``(windows, words, width)``: each word's first piece's vector beside its shape's."""
        hidden = self.encoder(pieces, shapes, mask)
        index = first.unsqueeze(2).expand(-1, -1, WIDTH)
        shape = self.shape(shapes.gather(1, first))
        return self.dropout(torch.cat([hidden.gather(1, index), shape.to(hidden.dtype)], dim=2))
