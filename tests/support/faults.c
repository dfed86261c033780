/* Faults at a chosen one of a process's changes to files, for the tests in tests/chaos.

   Loaded before the C library (LD_PRELOAD). Idle until faults_begin() is called; from then on it counts
   what changes regular files: write, pwrite, truncate, sync, unlink, rename. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { IDLE, COUNT, BEFORE, TORN, AFTER, POWER, FULL, BROKEN };
enum { PIECES = 16384, SECTOR = 512 };

struct piece {
    dev_t device;
    ino_t inode;
    int file;
    off_t at;
    size_t length;
};

static int mode = IDLE;
static long calls, chosen;
static unsigned int seed;
static struct piece unsynced[PIECES];
static int pieces;
static int lock;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Begin to count. In the modes above COUNT the call of that number dies: before it is made, half made,
   after it, or with a power cut (what was not synced is lost in part). FULL and BROKEN don't die:
   from that call on, writes find no room, or no working disk. */
void faults_begin(int how, long at, unsigned int random) {
    mode = how, chosen = at, seed = random, calls = 0, pieces = 0;
}

long faults_counted(void) { return calls; }

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void hold(void) {
    while (__atomic_test_and_set(&lock, __ATOMIC_ACQUIRE)) usleep(10);
}

static void release(void) { __atomic_clear(&lock, __ATOMIC_RELEASE); }

static int is_file(int file, struct stat *found) {
    return mode != IDLE && fstat(file, found) == 0 && S_ISREG(found->st_mode);
}

/* A piece keeps a descriptor of its own: the program may close its file before the power goes. */
static void remember(int file, off_t at, size_t length) {
    struct stat found;
    if (mode != POWER || !is_file(file, &found)) return;
    hold();
    if (pieces < PIECES) {
        int own = -1;
        for (int n = 0; n < pieces && own < 0; n++)
            if (unsynced[n].inode == found.st_ino && unsynced[n].device == found.st_dev)
                own = unsynced[n].file;
        if (own < 0) own = fcntl(file, F_DUPFD_CLOEXEC, 200);
        unsynced[pieces++] = (struct piece){found.st_dev, found.st_ino, own, at, length};
    }
    release();
}

static void synced(int file) {
    struct stat found;
    if (mode != POWER || !is_file(file, &found)) return;
    hold();
    int kept = 0, own = -1;
    for (int n = 0; n < pieces; n++)
        if (unsynced[n].inode != found.st_ino || unsynced[n].device != found.st_dev)
            unsynced[kept++] = unsynced[n];
        else
            own = unsynced[n].file;
    pieces = kept;
    if (own >= 0) REAL(close)(own);
    release();
}

/* Of what was not synced, some arrived, some did not, some in part: never more than a sector is whole. */
static void lose(void) {
    static char nothing[1 << 20];
    hold();
    for (int n = 0; n < pieces; n++) {
        struct piece *one = &unsynced[n];
        struct stat now;
        if (one->file < 0 || fstat(one->file, &now) || one->at >= now.st_size) continue;
        off_t end = one->at + (off_t)one->length;
        if (end > now.st_size) end = now.st_size;
        off_t from = one->at;
        int fate = rand_r(&seed) % 4;
        if (fate == 0) continue;
        if (fate == 1 && end == now.st_size) {
            REAL(ftruncate)(one->file, from + rand_r(&seed) % (end - from + 1));
            continue;
        }
        if (fate != 2 && end - from > SECTOR)
            from += rand_r(&seed) % ((end - from) / SECTOR) * SECTOR;
        while (from < end) {
            size_t some = end - from > (off_t)sizeof nothing ? sizeof nothing : (size_t)(end - from);
            if (REAL(pwrite)(one->file, nothing, some, from) <= 0) break;
            from += some;
        }
    }
}

/* Whether a call is the chosen one; those that end before it is made end here. */
static int chosen_now(void) {
    long now = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (now == chosen && mode == POWER) lose();
    if (now == chosen && (mode == BEFORE || mode == POWER)) die();
    return now == chosen;
}

static int fails(void) {
    if ((mode != FULL && mode != BROKEN) || calls < chosen) return 0;
    errno = mode == FULL ? ENOSPC : EIO;
    return 1;
}

ssize_t write(int file, const void *bytes, size_t length) {
    struct stat found;
    if (!is_file(file, &found)) return REAL(write)(file, bytes, length);
    int now = chosen_now();
    if (fails()) return -1;
    if (now && mode == TORN) REAL(write)(file, bytes, length / 2), die();
    off_t at = lseek(file, 0, SEEK_CUR);
    ssize_t done = REAL(write)(file, bytes, length);
    if (now && mode == AFTER) die();
    if (done > 0) remember(file, at, (size_t)done);
    return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    struct stat found;
    if (!is_file(file, &found)) return REAL(pwrite64)(file, bytes, length, at);
    int now = chosen_now();
    if (fails()) return -1;
    if (now && mode == TORN) REAL(pwrite64)(file, bytes, length / 2, at), die();
    ssize_t done = REAL(pwrite64)(file, bytes, length, at);
    if (now && mode == AFTER) die();
    if (done > 0) remember(file, at, (size_t)done);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    return pwrite64(file, bytes, length, at);
}

/* A call that is made whole or not at all. */
#define WHOLE(condition, call)                          \
    if (mode == IDLE || !(condition)) return call;      \
    int now = chosen_now();                             \
    if (mode == BROKEN && fails()) return -1;           \
    int done = call;                                    \
    if (now && (mode == AFTER || mode == TORN)) die();  \
    return done;

int ftruncate64(int file, off64_t length) {
    struct stat found;
    WHOLE(is_file(file, &found), REAL(ftruncate64)(file, length))
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int sync_of(int file, int (*real)(int)) {
    struct stat found;
    if (!is_file(file, &found)) return real(file);
    int now = chosen_now();
    if (mode == BROKEN && fails()) return -1;
    int done = real(file);
    if (done == 0) synced(file);
    if (now && (mode == AFTER || mode == TORN)) die();
    return done;
}

int fsync(int file) { return sync_of(file, REAL(fsync)); }

int fdatasync(int file) { return sync_of(file, REAL(fdatasync)); }

int unlink(const char *path) { WHOLE(1, REAL(unlink)(path)) }

int rename(const char *from, const char *to) { WHOLE(1, REAL(rename)(from, to)) }
