package org.lanmei.parties;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param address under which readers reach the application, such as {@code
 *     https://lanmei.example.org}: the origin of passkeys and of one-time links; null = this
 *     machine only, {@code http://localhost:PORT}
 * @param demo whether the invented people of the worked example are to be there
 * @param dataDir where {@code demo.json} is written; null = it is not written
 */
@ConfigurationProperties("lanmei")
record PartiesSettings(@Nullable URI address, boolean demo, @Nullable Path dataDir) {}
