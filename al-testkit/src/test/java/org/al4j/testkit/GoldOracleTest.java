package org.al4j.testkit;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Oracle;

/** The gold oracle passes the testkit's contract. */
class GoldOracleTest extends OracleContract<ClassLabel> {
  private final List<Labelled<ClassLabel>> gold = FakeTexts.dataset(5, 2, 1).items();

  @Override
  protected Oracle<ClassLabel> oracle() {
    return Oracle.gold(gold);
  }

  @Override
  protected List<Instance> known() {
    return gold.stream().map(Labelled::instance).toList();
  }
}
