package org.al4j.core.oracle;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.OracleContract;

/** An oracle whose time is measured keeps the testkit's contract. */
class MeasuredOracleContractTest extends OracleContract<ClassLabel> {
  private final List<Labelled<ClassLabel>> gold = FakeTexts.dataset(5, 2, 1).items();

  @Override
  protected Oracle<ClassLabel> oracle() {
    return Oracle.measured(Oracle.gold(gold));
  }

  @Override
  protected List<Instance> known() {
    return gold.stream().map(Labelled::instance).toList();
  }
}
