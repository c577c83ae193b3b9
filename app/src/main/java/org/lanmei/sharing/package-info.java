/**
 * Data leave only under terms: agreements and their terms, the releases compiled from them, what
 * arrived when, and the timeliness that follows.
 */
@ApplicationModule(allowedDependencies = {"kernel", "log", "parties", "files", "texts", "site"})
@NullMarked
package org.lanmei.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
