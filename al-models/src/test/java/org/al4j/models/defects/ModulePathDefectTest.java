package org.al4j.models.defects;

import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Why AL4J runs on the class path only. */
class ModulePathDefectTest {
  @Test
  void nd4jApi_onTheModulePath_isRefusedByJava() throws URISyntaxException {
    Path jar = Path.of(INDArray.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    new Defect(
            "nd4j-api's module descriptor names a package that the jar does not have",
            "none; docs/architecture.md says that the module path does not work")
        .stillThrows(
            FindException.class, "not found in module", () -> ModuleFinder.of(jar).findAll());
  }
}
