/** One violation of each rule, so that the rules are seen to find them. Nothing calls these. */
package org.understory.checks.planted;
