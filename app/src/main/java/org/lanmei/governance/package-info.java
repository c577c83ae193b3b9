/** Bodies, meetings, papers, and decisions that six parties take by consensus. */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package org.lanmei.governance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
