/**
 * PostgreSQL: the embedded default, the pool, transactions and migrations.
 *
 * <p>The only package besides the {@code Pg*Store} classes that knows the database client. It knows
 * nothing of what the tables mean.
 */
@NullMarked
package org.understory.server.postgres;

import org.jspecify.annotations.NullMarked;
