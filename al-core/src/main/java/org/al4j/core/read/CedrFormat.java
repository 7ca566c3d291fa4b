package org.al4j.core.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSet;
import org.al4j.core.read.internal.LabelKinds;

/**
 * The published form of CEDR's labels: the numbers of the emotions in brackets, {@code [0 2]}, and
 * {@code []} where there is none.
 */
record CedrFormat() implements LabelFormat<LabelSet> {
  /** The columns of the published files; {@code source} is an attribute. */
  static final Columns COLUMNS = Columns.of("text", "labels");

  private static final List<String> EMOTIONS =
      List.of("joy", "sadness", "surprise", "fear", "anger");
  private static final Pattern LIST =
      Pattern.compile("\\[\\s*+((?:[0-4](?:[\\s,]++[0-4])*+)?+)\\s*+]");

  @Override
  public Class<LabelSet> kind() {
    return LabelSet.class;
  }

  @Override
  public LabelSet annotation(LabelCells cells) {
    Matcher list = LIST.matcher(cells.first().strip());
    if (!list.matches()) {
      throw new InvalidInputException(
          "CEDR's label is a list of numbers from 0 to 4 such as [0 2], found "
              + LabelKinds.quoted(cells.first())
              + "; if the file is not CEDR as published, name its columns");
    }
    List<String> names = new ArrayList<>();
    list.group(1).chars().filter(Character::isDigit).forEach(c -> names.add(EMOTIONS.get(c - '0')));
    return LabelSet.of(names);
  }

  @Override
  public List<String> declared() {
    return EMOTIONS;
  }

  @Override
  public String describe() {
    return LabelKinds.SET;
  }
}
