/** Uploads: content-addressed, bounded, kept in the database. */
@ApplicationModule(allowedDependencies = {"kernel", "log"})
@NullMarked
package org.lanmei.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
