package org.al4j.models.tensor;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

/** The weights of a model by name, in whichever form they are stored. Safe for several threads. */
public interface TensorSource extends AutoCloseable {

  /** The file that was opened, to be named in errors. */
  Path file();

  /** All files that the tensors come from, {@link #file} first. */
  List<Path> files();

  /** The names as stored. */
  SortedSet<String> names();

  /** The extents of a tensor, without reading it. */
  long[] shape(String name);

  /** A tensor as float32, refused when it is none of floats. */
  Tensor tensor(String name);

  @Override
  void close();
}
