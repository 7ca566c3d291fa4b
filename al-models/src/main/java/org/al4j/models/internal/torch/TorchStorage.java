package org.al4j.models.internal.torch;

import org.al4j.models.internal.Dtype;

/** A block of elements in a PyTorch file; several tensors may be views of one. */
record TorchStorage(String key, Dtype dtype, long elements) {}
