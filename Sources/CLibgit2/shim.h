#ifndef FLAGCTL_CLIBGIT2_SHIM_H
#define FLAGCTL_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/repository.h>
#include <stddef.h>
#include <time.h>

/* git_libgit2_opts is variadic, which Swift cannot call. */

static inline int flagctl_git_enable_fsync(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int flagctl_git_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

/* We check owners ourselves, with the configuration of the caller's environment. */
static inline int flagctl_git_set_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/* Whether an object's id is computed anew whenever it is read, which git itself does not do. */
static inline int flagctl_git_set_hash_checks(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/* Extensions that change nothing for a program that deletes no objects. */
static inline int flagctl_git_allow_extensions(void) {
    const char *names[] = { "preciousobjects", "partialclone" };
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, (size_t)2);
}

#endif
