/** What people write, in languages, with the rule which version is authoritative. */
@ApplicationModule(allowedDependencies = {"kernel", "log"})
@NullMarked
package org.lanmei.texts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
