"""Runs the code of one session, step by step, inside the process that Switchyard.Sandbox started for it.

A request is one line on standard input, "<marker> <base64 of the code>"; the first line carries the set-up instead of code. What the code prints goes
to the real standard output and error. The end of a step is the marker on both; on standard output the answer follows it: its length in eight
hexadecimal digits and a JSON object whose texts are base64. A marker is random, new for each step and known to the code at no earlier one.

The limits below and the import fence are set before any foreign code runs. The fence is the second one: Python code that walks frames and objects
reaches what the interpreter holds, so what must not be reachable is kept out by the sandbox around this process, never by this file.
"""


def main():
    import ast
    import binascii
    import io
    import json
    import linecache
    import os
    import stat
    import sys
    import traceback
    import types

    close_inherited()
    requests = os.fdopen(os.dup(0), "rb")
    answers, ends = os.dup(1), os.dup(2)
    null = os.open("/dev/null", os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), "utf-8", "backslashreplace", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "wb", closefd=False), "utf-8", "backslashreplace", write_through=True)
    own = os.getpid()

    def write_all(descriptor, data):
        while data:
            data = data[os.write(descriptor, data):]

    # Composed by hand: the code may have replaced what the json module consists of.
    def text(value, bound):
        if value is None:
            return "null"
        return '"' + binascii.b2a_base64(value[:bound].encode("utf-8", "backslashreplace"), newline=False).decode("ascii") + '"'

    def answer(marker, body):
        data = body.encode("ascii")
        write_all(ends, marker)
        write_all(answers, marker + b"%08x" % len(data) + data)

    marker, encoded = requests.readline().split()
    setup = json.loads(binascii.a2b_base64(encoded))
    scratch = os.path.realpath(setup["scratch"]) if setup["scratch"] else None
    set_limits(setup)
    if scratch:
        os.chdir(scratch)

    preload(setup["imports"])
    user = types.ModuleType("__main__")
    sys.modules["__main__"] = user
    user.__dict__["__builtins__"] = fenced_builtins(setup["imports"], scratch)
    sys.addaudithook(audit_hook(frozenset(setup["imports"]), scratch, tuple(os.path.realpath(path) for path in [sys.prefix, sys.base_prefix, *sys.path])))
    seen = {}
    most_text, most_files, most_bytes = setup["textChars"], setup["artefacts"], setup["artefactBytes"]

    def run(code, step):
        name = "<step %d>" % step
        lines = code.splitlines(True)
        linecache.cache[name] = (len(code), None, lines, name)
        try:
            tree = ast.parse(code, name)
            last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            parts = compile(tree, name, "exec", dont_inherit=True), last and compile(last, name, "eval", dont_inherit=True)
        # The parser says MemoryError to code that is nested too deeply.
        except (MemoryError, RecursionError):
            return "exception", 1, None, "SyntaxError: the code is nested too deeply", None
        except (SyntaxError, ValueError) as error:
            return "exception", 1, None, "".join(traceback.format_exception_only(error)), None

        try:
            exec(parts[0], user.__dict__)
            value = eval(parts[1], user.__dict__) if parts[1] else None
            return "ok", 0, None if value is None else str.__str__(repr(value)), None, None
        except SystemExit as error:
            code = error.code
            number = code if type(code) is int else 0 if code is None else 1
            return "ok" if number == 0 else "exception", number & 255, None, describe(error) if number else None, None
        except BaseException as error:
            limit = limit_of(error)
            return "memory" if limit == "memory" else "exception", 1, None, describe(error), limit

    # What the system says where there is no more of something: EAGAIN, ENOMEM, EMFILE, EFBIG, ENOSPC, EDQUOT. Outside of a sandbox processes and the disk are the host's.
    def limit_of(error):
        try:
            if isinstance(error, MemoryError):
                return "memory"
            if isinstance(error, OSError):
                own_limits = {12: "memory", 24: "files", 27: "scratch"}
                if setup["processes"]:
                    own_limits.update({11: "processes", 28: "scratch", 122: "scratch"})
                return own_limits.get(error.errno)
            return "processes" if setup["processes"] and isinstance(error, RuntimeError) and str(error) == "can't start new thread" else None
        except BaseException:
            return None

    def describe(error):
        try:
            told = traceback.TracebackException(type(error), error, error.__traceback__, limit=-40, compact=True)
            strip(told)
            return "".join(told.format())
        except BaseException:
            return type(error).__name__

    # This file's own frames say nothing to who wrote the code.
    def strip(told):
        while told:
            told.stack = traceback.StackSummary.from_list([frame for frame in told.stack if frame.filename != "<string>"])
            told = told.__cause__ or told.__context__

    # What is new or changed since the last step. Links are not followed, and only plain files are read.
    def changed():
        found, folders = [], [scratch] if scratch else []
        while folders:
            try:
                entries = list(os.scandir(folders.pop()))
            except OSError:
                continue
            for entry in sorted(entries, key=lambda entry: entry.name):
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    folders.append(entry.path)
                elif stat.S_ISREG(status.st_mode):
                    now = status.st_mtime_ns, status.st_size, status.st_ino
                    if seen.get(entry.path) != now:
                        found.append((entry.path, status.st_size))
                    seen[entry.path] = now
        return found

    def artefacts():
        listed, left = [], most_bytes
        found = changed()
        for path, size in found[:most_files]:
            content = read(path, size) if size <= left else None
            left -= len(content or b"")
            encoded = "null" if content is None else '"' + binascii.b2a_base64(content, newline=False).decode("ascii") + '"'
            listed.append('{"name":%s,"size":%d,"content":%s}' % (text(os.path.relpath(path, scratch), 4096), size, encoded))
        return '"artefacts":[%s],"artefactsLeftOut":%d' % (",".join(listed), max(0, len(found) - most_files))

    def read(path, size):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            content = b""
            while len(content) < size and (part := os.read(descriptor, size - len(content))):
                content += part
            return content
        except OSError:
            return None
        finally:
            os.close(descriptor)

    answer(marker, '{"outcome":"ok","exitCode":0,"value":null,"error":null,"limit":null,"artefacts":[],"artefactsLeftOut":0}')
    step = 0
    while line := requests.readline():
        marker, _, encoded = line.rstrip(b"\n").partition(b" ")
        step += 1
        outcome, code, value, error, limit = run(binascii.a2b_base64(encoded).decode("utf-8"), step)
        # A child that the code forked comes along here as well.
        if os.getpid() != own:
            break
        answer(marker, '{"outcome":"%s","exitCode":%d,"value":%s,"error":%s,"limit":%s,%s}' % (outcome, code, text(value, most_text), text(error, most_text), '"%s"' % limit if limit else "null", artefacts()))
    os._exit(0)


# What the host, or a library in it, has opened without care comes along: a folder of the host's among it would lead around every mount.
def close_inherited():
    import os

    try:
        inherited = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:
        inherited = range(1024)
    for descriptor in inherited:
        if descriptor > 2:
            try:
                os.close(descriptor)
            except OSError:
                continue


def set_limits(setup):
    import resource

    def limit(kind, value):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))

    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_AS, setup["memory"])
    limit(resource.RLIMIT_CPU, setup["cpuSeconds"])
    limit(resource.RLIMIT_NOFILE, setup["files"])
    limit(resource.RLIMIT_FSIZE, setup["fileBytes"])
    limit(resource.RLIMIT_MEMLOCK, 0)
    if setup["processes"]:
        limit(resource.RLIMIT_NPROC, setup["processes"])


# Before the fence is up, so that what the modules need themselves is there.
def preload(names):
    for name in [*names, "_strptime", "unicodedata"]:
        try:
            __import__(name)
        except ImportError:
            continue


def fenced_builtins(imports, scratch):
    import builtins

    real_import, real_open, every = builtins.__import__, builtins.open, "*" in imports
    imports = frozenset(imports)
    listed = ", ".join(sorted(imports))

    # datetime's own code in C imports these with the built-ins of whoever called it; a list as the last argument is how such a call differs from a statement.
    internal = ("time", "_strptime")

    def __import__(name, globals=None, locals=None, fromlist=(), level=0):
        if type(name) is not str or level:
            raise ImportError("only modules of the import list can be imported")
        parents, allowed = name, every or name == "__future__" or (name in internal and type(fromlist) is list)
        while parents and not allowed:
            allowed = parents in imports
            parents = parents.rpartition(".")[0]
        if not allowed:
            raise ImportError("module %r is not in the import list (%s)" % (name, listed))
        return real_import(name, globals, locals, fromlist, level)

    def open(*arguments, **named):
        if not scratch and not every:
            raise PermissionError("files are not allowed here")
        return real_open(*arguments, **named)

    fenced = dict(vars(builtins))
    if not every:
        for name in ("eval", "exec", "compile"):
            del fenced[name]
    for name in ("input", "breakpoint", "help", "exit", "quit", "copyright", "credits", "license", "__loader__", "__spec__"):
        fenced.pop(name, None)
    fenced["__import__"] = __import__
    fenced["open"] = open
    return fenced


# The interpreter itself asks this hook, however the code came by a function; nothing can take it out again.
def audit_hook(imports, scratch, libraries):
    import os

    if "*" in imports:
        return lambda event, arguments: None

    realpath, fsdecode, separator = os.path.realpath, os.fsdecode, os.sep
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    roots = frozenset(name.partition(".")[0] for name in imports)
    processes = bool(roots & {"os", "subprocess", "multiprocessing"})
    modules = frozenset({"ctypes", "_ctypes", "_ctypes_test", "_testcapi", "_testinternalcapi", "cffi", "_cffi_backend", "gc", "socket", "_socket", "ssl", "_ssl", "subprocess", "_posixsubprocess", "multiprocessing", "_multiprocessing", "pty", "fcntl", "mmap", "signal", "resource", "faulthandler", "_xxsubinterpreters"}) - roots
    guarded = frozenset({"subprocess", "socket", "ctypes", "gc", "mmap", "fcntl", "pty", "resource", "signal", "syslog", "faulthandler"}) - roots
    starting = ("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.kill", "os.killpg")
    touching = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.lchown", "os.utime", "os.setxattr", "os.removexattr", "os.chflags", "shutil.rmtree", "shutil.move", "shutil.copyfile", "shutil.copytree", "shutil.chown")

    def within(path, folders):
        try:
            real = realpath(fsdecode(path))
        except (TypeError, ValueError):
            return False
        return any(real == folder or real.startswith(folder + separator) for folder in folders)

    own = (scratch,) if scratch else ()

    def hook(event, arguments):
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, int):
                refused = not processes
            else:
                refused = path != "/dev/null" and not within(path, own) and (bool((flags or 0) & writing) or not within(path, libraries))
            if refused:
                raise PermissionError("only files of the scratch folder may be opened, and only where files are allowed")
        elif event == "import":
            if arguments[0] in modules:
                raise ImportError("module %r is not in the import list" % (arguments[0],))
        elif event in starting:
            if not processes:
                raise PermissionError("%s is not allowed here" % event)
        elif event in touching:
            if not all(within(path, own) for path in arguments if isinstance(path, (str, bytes))):
                raise PermissionError("%s is allowed in the scratch folder only" % event)
        elif event.partition(".")[0] in guarded or event == "sys.addaudithook" or event == "code.__new__":
            raise PermissionError("%s is not allowed here" % event)
        elif event in ("object.__setattr__", "object.__delattr__") and arguments[1] in ("__code__", "__closure__", "__globals__"):
            raise PermissionError("%s is not allowed here" % event)

    return hook


main()
