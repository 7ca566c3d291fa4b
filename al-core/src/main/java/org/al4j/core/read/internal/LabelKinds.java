package org.al4j.core.read.internal;

import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TargetText;

/** The kinds of labels in words, for errors: which format to take in place of another. */
public final class LabelKinds {
  public static final String CLASS = "class";
  public static final String SET = "set";
  public static final String COLUMNS = "columns";
  public static final String NUMBER = "number";
  public static final String TARGET = "target";
  public static final String TAGS = "tags";

  private static final int SHOWN = 60;

  private LabelKinds() {}

  /** What a kind is, and how to read it. */
  public static String howTo(Class<? extends Annotation> kind) {
    if (kind == ClassLabel.class) {
      return "one class a text: LabelFormat.classLabel(), --labels " + CLASS;
    }
    if (kind == LabelSet.class) {
      return "several classes a text: LabelFormat.labelSet(), --labels " + SET;
    }
    if (kind == RealValue.class) {
      return "a number a text: LabelFormat.number(), --labels " + NUMBER;
    }
    return kind == TargetText.class
        ? "a target text for each text: LabelFormat.targetText(), --labels " + TARGET
        : "a tag for each word: LabelFormat.tags(), --labels " + TAGS;
  }

  /** A value from outside in quotes, its end cut off where it is long. */
  public static String quoted(String value) {
    return "'" + (value.length() <= SHOWN ? value : value.substring(0, SHOWN - 3) + "...") + "'";
  }
}
