package org.al4j.models.checkpoint;

/** A block of elements in a PyTorch file; several tensors may be views of one. */
record TorchStorage(String key, Dtype dtype, long elements) {}
