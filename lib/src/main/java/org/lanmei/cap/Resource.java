package org.lanmei.cap;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to an {@link Info} (CAP 1.2 section 3.2.3).
 *
 * @param resourceDesc what it is, such as "map" or "photo"
 * @param mimeType RFC 2046
 * @param size bytes, roughly; null = not given
 * @param uri absolute, or the name of what is in {@code derefUri}; null = not given
 * @param derefUri the content itself in Base64; null = not given
 * @param digest SHA-1 of the content in hexadecimal digits; null = not given
 */
public record Resource(
    String resourceDesc,
    String mimeType,
    @Nullable BigInteger size,
    @Nullable String uri,
    @Nullable String derefUri,
    @Nullable String digest) {}
