/**
 * What can be asked of a member: each command as an act that is begun once and looked at until it
 * is over, the same for a single command and for a process that stays.
 */
@NullMarked
package org.understory.cli.act;

import org.jspecify.annotations.NullMarked;
