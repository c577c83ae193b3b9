package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules' borders, and which way their arrows point. */
class ModularityTests {

  private static final ApplicationModules MODULES = ApplicationModules.of(Application.class);
  private static final List<String> PLATFORM = List.of("log", "parties", "files", "texts");

  @Test
  void no_module_reaches_into_another_or_round_in_a_circle() {
    MODULES.verify();
  }

  @Test
  void every_package_beside_the_application_is_a_module_with_a_purpose() {
    assertThat(MODULES.stream().map(m -> m.getIdentifier().toString()))
        .contains("kernel", "log", "parties", "files", "texts", "plan", "site", "launch");
  }

  @Test
  void arrows_point_from_domain_to_platform_to_kernel() {
    assertThat(dependenciesOf("kernel")).isEmpty();
    assertThat(dependenciesOf("site")).isSubsetOf("kernel");
    for (String module : PLATFORM) {
      assertThat(dependenciesOf(module)).as(module).isSubsetOf("kernel", "merkle", "log", "site");
    }
    assertThat(dependenciesOf("plan"))
        .isSubsetOf("kernel", "log", "parties", "files", "texts", "site");
  }

  private static List<String> dependenciesOf(String module) {
    return MODULES
        .getModuleByName(module)
        .orElseThrow()
        .getDirectDependencies(MODULES)
        .uniqueModules()
        .map(m -> m.getIdentifier().toString())
        .filter(name -> !name.equals(module))
        .toList();
  }
}
