/*
 * The floor of reading commands: start libgit2, open the repository, exit.
 *
 *     startup DIR
 */

#include <git2.h>
#include <stdio.h>

int main(int argc, char **argv) {
    git_repository *repository = NULL;
    if (argc != 2) {
        fprintf(stderr, "usage: startup DIR\n");
        return 64;
    }
    if (git_libgit2_init() < 0 || git_repository_open(&repository, argv[1]) < 0) {
        const git_error *error = git_error_last();
        fprintf(stderr, "startup: %s\n", error ? error->message : "unknown error");
        return 70;
    }
    return 0;
}
