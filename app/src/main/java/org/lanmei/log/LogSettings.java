package org.lanmei.log;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation keeps its logs.
 *
 * @param origin its name in them, taken once, on the first start; null = one is made up
 * @param newKey start a new key where the one that signed so far is not at hand
 * @param newGeneration begin new logs where the old ones cannot be gone on with
 */
@ConfigurationProperties("lanmei.log")
record LogSettings(
    @Nullable String origin,
    @DefaultValue("false") boolean newKey,
    @DefaultValue("false") boolean newGeneration) {

  static final LogSettings PLAIN = new LogSettings(null, false, false);
}
