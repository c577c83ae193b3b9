/** The one commit order: what was recorded, in which order everybody could see it, and when. */
@ApplicationModule(allowedDependencies = {"kernel", "merkle", "site"})
@NullMarked
package org.lanmei.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
