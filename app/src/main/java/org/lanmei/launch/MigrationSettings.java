package org.lanmei.launch;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;

/** Gives Spring's Flyway the settings of {@link Migrations}. */
@Configuration(proxyBeanMethods = false)
class MigrationSettings {
  @Bean
  FlywayConfigurationCustomizer sameEverywhere() {
    return Migrations::configure;
  }

  /** In place of Modulith's own strategy, which it calls where there is something to do. */
  @Bean
  FlywayMigrationStrategy whatIsMissing(ApplicationModuleIdentifiers modules) {
    return flyway -> new Migrations(flyway.getConfiguration().getDataSource(), modules).run(flyway);
  }
}
