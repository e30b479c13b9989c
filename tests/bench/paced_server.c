// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Chat Completions server for benchmarks: loopback, one thread, epoll, no parsing beyond what it needs. The model's
// name says how it answers: "first=100,gap=10,tokens=300" is 100 ms of silence, then 300 tokens 10 ms apart. It
// announces keep-alive and closes after each answer, as llama-server does. Prints its port, then one line per answer:
// "arrived ended" in microseconds of the monotonic clock, which is how the gap between layers is measured; with the
// argument "quiet" only the port.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { max_connections = 4096, request_size = 262144 };

struct connection
{
    int fd;
    char *request;
    size_t length;
    long first_us, gap_us;
    int tokens, sent;
    long arrived, next;
};

static struct connection connections[max_connections];
static int quiet;

static long now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static long number_after(const char *text, const char *name)
{
    const char *found = strstr(text, name);
    return found ? atol(found + strlen(name)) : 0;
}

static void drop(struct connection *c)
{
    close(c->fd);
    free(c->request);
    memset(c, 0, sizeof *c);
    c->fd = -1;
}

static void send_text(struct connection *c, const char *text)
{
    if (write(c->fd, text, strlen(text)) < 0 && errno != EAGAIN)
        c->tokens = -1;
}

// The whole request is there: answer begins after the model's silence.
static void begin(struct connection *c)
{
    c->arrived = now_us();
    c->first_us = number_after(c->request, "first=") * 1000;
    c->gap_us = number_after(c->request, "gap=") * 1000;
    c->tokens = (int)number_after(c->request, "tokens=");
    c->next = c->arrived + c->first_us;
}

static void read_request(struct connection *c)
{
    const ssize_t n = read(c->fd, c->request + c->length, request_size - 1 - c->length);
    if (n <= 0) {
        if (n == 0 || errno != EAGAIN)
            drop(c);
        return;
    }
    c->length += (size_t)n;
    c->request[c->length] = 0;
    const char *body = strstr(c->request, "\r\n\r\n");
    const char *field = strcasestr(c->request, "content-length:");
    if (body && field && c->arrived == 0 &&
        c->length >= (size_t)(body + 4 - c->request) + (size_t)atol(field + strlen("content-length:")))
        begin(c);
}

static void answer(struct connection *c)
{
    if (c->sent == 0)
        send_text(c, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: keep-alive\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n");
    if (c->sent < c->tokens) {
        char event[256], chunk[320];
        const int length =
            snprintf(event, sizeof event,
                     "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
                     "[{\"index\":0,\"delta\":{\"content\":\"word%d \"},\"finish_reason\":null}]}\n\n",
                     c->sent);
        snprintf(chunk, sizeof chunk, "%x\r\n%s\r\n", (unsigned)length, event);
        send_text(c, chunk);
        ++c->sent;
        c->next += c->gap_us;
        return;
    }
    static const char end[] =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":300,\"total_tokens\":320}}\n\n"
        "data: [DONE]\n\n";
    char chunk[512];
    snprintf(chunk, sizeof chunk, "%x\r\n%s\r\n0\r\n\r\n", (unsigned)(sizeof end - 1), end);
    send_text(c, chunk);
    if (!quiet) {
        printf("%ld %ld\n", c->arrived, now_us());
        fflush(stdout);
    }
    drop(c);
}

static void accept_all(int listener, int poll)
{
    for (;;) {
        const int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        for (int i = 0; i < max_connections; ++i) {
            if (connections[i].fd >= 0)
                continue;
            connections[i].fd = fd;
            connections[i].request = malloc(request_size);
            struct epoll_event event = {.events = EPOLLIN, .data.ptr = &connections[i]};
            epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
            break;
        }
    }
}

// Milliseconds until the next token is due; -1 when nothing is.
static int answer_due(void)
{
    long soonest = -1;
    for (int i = 0; i < max_connections; ++i) {
        struct connection *c = &connections[i];
        while (c->fd >= 0 && c->arrived && now_us() >= c->next)
            answer(c);
        if (c->fd >= 0 && c->arrived && (soonest < 0 || c->next < soonest))
            soonest = c->next;
    }
    if (soonest < 0)
        return -1;
    const long wait = (soonest - now_us() + 999) / 1000;
    return wait < 0 ? 0 : (int)wait;
}

int main(int argc, char **argv)
{
    quiet = argc > 1 && strcmp(argv[1], "quiet") == 0;
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < max_connections; ++i)
        connections[i].fd = -1;
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) != 0)
        return 1;
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    const int poll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        struct epoll_event events[256];
        const int count = epoll_wait(poll, events, 256, answer_due());
        for (int i = 0; i < count; ++i) {
            struct connection *c = events[i].data.ptr;
            if (!c)
                accept_all(listener, poll);
            else if (c->fd >= 0)
                read_request(c);
        }
    }
}
