package org.lanmei.water.intake;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param inbox the watched folder, with one folder for each source; null = {@code inbox} in the
 *     data folder, if it is there
 * @param chunk rows that are loaded at once
 * @param lease for how long a node that has gone silent keeps a job
 */
@ConfigurationProperties("lanmei.water.intake")
record IntakeSettings(
    @Nullable Path inbox, @DefaultValue("5000") int chunk, @DefaultValue("20s") Duration lease) {}
