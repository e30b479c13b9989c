// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a streamed call costs: processor time and wall time of 300-token calls through NetworkModelClient, beside a
// minimal client in C that reads the same stream with blocking sockets and only looks for the text. The server is a
// process of its own and paces every token. Prints one JSON object; never fails by the clock.
//
// bench_provider_call [CALLS] [TOKENS] [MICROSECONDS-PER-TOKEN]

#include "provider/NetworkModelClient.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace tributary;
using Time = std::chrono::steady_clock;

namespace {

struct Load
{
    int calls = 40;
    int tokens = 300;
    int microsecondsPerToken = 2000;
};

struct Cost
{
    double cpuMs = 0;
    double wallMs = 0;
};

double cpuMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

std::string chunked(const std::string &event)
{
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", event.size());
    return size + event + "\r\n";
}

void sendAll(int socket, const std::string &bytes)
{
    [[maybe_unused]] const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void readRequest(int socket)
{
    std::string head;
    char buffer[65536];
    size_t bodyStart = std::string::npos;
    size_t length = 0;
    while (bodyStart == std::string::npos || head.size() < bodyStart + length) {
        const ssize_t count = ::read(socket, buffer, sizeof buffer);
        if (count <= 0)
            return;
        head.append(buffer, static_cast<size_t>(count));
        const size_t end = head.find("\r\n\r\n");
        if (end == std::string::npos)
            continue;
        bodyStart = end + 4;
        const size_t field = head.find("Content-Length: ");
        length = field == std::string::npos ? 0 : std::strtoul(head.c_str() + field + 16, nullptr, 10);
    }
}

/// One thread a connection: announces keep-alive and closes after the answer, as llama-server does.
void serveOne(int socket, Load load)
{
    readRequest(socket);
    sendAll(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nKeep-Alive: timeout=5, max=100\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n");
    auto due = Time::now();
    for (int i = 0; i < load.tokens; ++i) {
        due += std::chrono::microseconds(load.microsecondsPerToken);
        std::this_thread::sleep_until(due);
        sendAll(socket,
                chunked("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,"
                        "\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word" +
                        std::to_string(i) + "\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n"));
    }
    sendAll(socket,
            chunked("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"));
    sendAll(socket, chunked("data: [DONE]\n\n") + "0\r\n\r\n");
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
}

int listenOnLoopback(quint16 &port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(listener, 512) != 0)
        std::abort();
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    port = ntohs(address.sin_port);
    return listener;
}

[[noreturn]] void serve(int listener, Load load)
{
    for (;;) {
        const int socket = ::accept(listener, nullptr, nullptr);
        const int now = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &now, sizeof now);
        std::thread(serveOne, socket, load).detach();
    }
}

/// The C client: all calls at once in one poll loop.
void askInC(quint16 port, Load load)
{
    std::vector<pollfd> sockets;
    std::vector<std::string> lines(static_cast<size_t>(load.calls));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const std::string body = R"({"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true})";
    for (int i = 0; i < load.calls; ++i) {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            std::abort();
        sendAll(socket, "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        "Content-Length: " +
                            std::to_string(body.size()) + "\r\n\r\n" + body);
        sockets.push_back({socket, POLLIN, 0});
    }
    size_t open = sockets.size();
    size_t text = 0;
    char buffer[16384];
    while (open > 0) {
        ::poll(sockets.data(), sockets.size(), -1);
        for (size_t i = 0; i < sockets.size(); ++i) {
            if (sockets[i].revents == 0)
                continue;
            const ssize_t count = ::read(sockets[i].fd, buffer, sizeof buffer);
            if (count <= 0) {
                ::close(sockets[i].fd);
                sockets[i].fd = -1;
                --open;
                continue;
            }
            lines[i].append(buffer, static_cast<size_t>(count));
            for (size_t end; (end = lines[i].find('\n')) != std::string::npos; lines[i].erase(0, end + 1)) {
                const size_t content = lines[i].find("\"content\":\"");
                if (content < end)
                    text += lines[i].find('"', content + 11) - content;
            }
        }
    }
    if (text == 0)
        std::abort();
}

void askWithClient(quint16 port, Load load)
{
    SystemClock clock;
    NetworkPool pool;
    CredentialStore credentials;
    NetworkModelClient client(pool, credentials, clock);
    Provider provider;
    provider.id = {QStringLiteral("p")};
    provider.key.kind = KeySource::Kind::None;
    provider.parallel = load.calls;
    provider.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(port));
    client.setProviders({provider});
    ChatRequest request;
    request.model = {provider.id, QStringLiteral("m")};
    request.messages = {{ChatRole::User, QStringLiteral("Hi")}};
    int open = load.calls;
    std::vector<std::unique_ptr<ModelCall>> calls;
    for (int i = 0; i < load.calls; ++i) {
        calls.push_back(client.ask(request, {}));
        QObject::connect(calls.back().get(), &ModelCall::finished, qApp, [&open](const CallOutcome &outcome) {
            if (!std::holds_alternative<CallSuccess>(outcome))
                std::fprintf(stderr, "call failed: %s\n", qPrintable(std::get<Error>(outcome).detail));
            if (--open == 0)
                QCoreApplication::exit();
        });
    }
    QCoreApplication::exec();
}

/// In a process of its own, so that neither client pays for the other.
template <typename Run>
Cost measured(const Run &run)
{
    int channel[2];
    if (::pipe(channel) != 0)
        std::abort();
    const pid_t child = ::fork();
    if (child == 0) {
        const double cpu = cpuMs();
        const auto start = Time::now();
        run();
        const Cost cost{cpuMs() - cpu, std::chrono::duration<double, std::milli>(Time::now() - start).count()};
        [[maybe_unused]] const ssize_t written = ::write(channel[1], &cost, sizeof cost);
        ::_exit(0);
    }
    Cost cost;
    if (::read(channel[0], &cost, sizeof cost) != sizeof cost)
        std::abort();
    ::waitpid(child, nullptr, 0);
    return cost;
}

} // namespace

int main(int argc, char **argv)
{
    Load load;
    if (argc > 1)
        load.calls = std::atoi(argv[1]);
    if (argc > 2)
        load.tokens = std::atoi(argv[2]);
    if (argc > 3)
        load.microsecondsPerToken = std::atoi(argv[3]);
    quint16 port = 0;
    const int listener = listenOnLoopback(port);
    const pid_t server = ::fork();
    if (server == 0)
        serve(listener, load);
    const Cost plain = measured([&] { askInC(port, load); });
    const Cost ours = measured([&] {
        QCoreApplication app(argc, argv);
        askWithClient(port, load);
    });
    ::kill(server, SIGTERM);
    std::printf("{\"calls\":%d,\"tokens\":%d,\"c\":{\"cpuMsPerCall\":%.3f,\"wallMs\":%.1f},"
                "\"client\":{\"cpuMsPerCall\":%.3f,\"wallMs\":%.1f},\"cpuRatio\":%.2f,\"wallRatio\":%.3f}\n",
                load.calls, load.tokens, plain.cpuMs / load.calls, plain.wallMs, ours.cpuMs / load.calls, ours.wallMs,
                ours.cpuMs / plain.cpuMs, ours.wallMs / plain.wallMs);
    return 0;
}
