package org.lanmei.launch;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.runtime.flyway.SpringModulithFlywayMigrationStrategy;

/**
 * Brings a database to this program's level. When the application starts, Spring does it; restore
 * and the tests do it here, in the same way.
 */
@Configuration
class Migrations {
  /** Where the histories are kept, one for each module; a schema of the owner's alone. */
  static final String SCHEMA = "migrations";

  @Bean
  FlywayConfigurationCustomizer sameEverywhere() {
    return Migrations::configure;
  }

  private static void configure(FluentConfiguration flyway) {
    flyway
        .locations("classpath:db/migration")
        .schemas(SCHEMA)
        .createSchemas(true)
        .failOnMissingLocations(false)
        .validateMigrationNaming(true);
  }

  /** Runs what is missing, as the owner. */
  static void run(DataSource owner, Class<?> application) {
    var flyway = Flyway.configure(Migrations.class.getClassLoader()).dataSource(owner);
    configure(flyway);
    var modules = ApplicationModuleIdentifiers.of(ApplicationModules.of(application));
    new SpringModulithFlywayMigrationStrategy(modules).migrate(flyway.load());
  }
}
