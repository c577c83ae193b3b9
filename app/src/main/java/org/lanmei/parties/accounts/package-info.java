/** What the module's pages show; public for the templates only, not for other modules. */
@NullMarked
package org.lanmei.parties.accounts;

import org.jspecify.annotations.NullMarked;
