package org.al4j.core.read;

import java.util.Arrays;
import java.util.Comparator;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TargetText;

/**
 * A total order of the annotations of one kind that agrees with their {@code equals}: by name, by
 * names one after the other, by value, by text.
 */
final class AnnotationOrder implements Comparator<Annotation> {
  static final AnnotationOrder INSTANCE = new AnnotationOrder();

  private AnnotationOrder() {}

  @Override
  public int compare(Annotation one, Annotation other) {
    if (one instanceof RealValue a && other instanceof RealValue b) {
      return Double.compare(a.value(), b.value());
    }
    if (one instanceof TargetText a && other instanceof TargetText b) {
      return a.text().compareTo(b.text());
    }
    return Arrays.compare(one.names().toArray(String[]::new), other.names().toArray(String[]::new));
  }
}
