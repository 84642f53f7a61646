"""What training minimises: tags and links against gold, tags and links against teachers."""

import torch
import torch.nn.functional as F

from .batches import IGNORED
from .model import pointer_scores

TEMPERATURE = 2.0


def padded_log_softmax(scores, present):
    return F.log_softmax(scores.masked_fill(~present[:, None, :], -1e4), -1)


def link_loss(scores, links, present):
    """Mean over linked pieces of -log of the probability mass on the pieces they may point to."""
    linked = links.any(-1)
    if not linked.any():
        return scores.sum() * 0
    log_probability = padded_log_softmax(scores, present)[linked]
    return -torch.logsumexp(log_probability.masked_fill(~links[linked], -1e4), -1).mean()


def gold_losses(tag_logits, pointers, batch) -> dict:
    cue_scores, source_scores = pointer_scores(pointers)
    tags = batch["tags"].flatten()
    return {
        "tags": F.cross_entropy(tag_logits.float().flatten(0, 1), tags, ignore_index=IGNORED)
        if (tags != IGNORED).any()
        else tag_logits.sum() * 0,
        "cue": link_loss(cue_scores, batch["cue_links"], batch["present"]),
        "source": link_loss(source_scores, batch["source_links"], batch["present"]),
    }


def soft_losses(tag_logits, pointers, batch) -> dict:
    """Divergence from the teachers' mean; a link counts by the teachers' belief that the piece is content, or cue."""
    first, present = batch["first"], batch["present"]
    teachers = len(batch["soft"])
    softened = sum(F.softmax(tags / TEMPERATURE, -1) for tags, _ in batch["soft"]) / teachers
    belief = sum(F.softmax(tags, -1) for tags, _ in batch["soft"]) / teachers
    own = F.log_softmax(tag_logits.float() / TEMPERATURE, -1)
    out = {"soft_tags": F.kl_div(own[first], softened[first], reduction="batchmean") * TEMPERATURE**2}
    teacher_scores = [pointer_scores(vectors) for _, vectors in batch["soft"]]
    roles = (("soft_cue", 5), ("soft_source", 3))  # first tag of the role that points
    for which, ((name, role), own_scores) in enumerate(zip(roles, pointer_scores(pointers))):
        weight = belief[..., role : role + 2].sum(-1) * first
        target = sum(padded_log_softmax(scores[which], present).exp() for scores in teacher_scores) / teachers
        divergence = F.kl_div(padded_log_softmax(own_scores, present), target, reduction="none").sum(-1)
        out[name] = (divergence * weight).sum() / weight.sum().clamp(min=1)
    return out
