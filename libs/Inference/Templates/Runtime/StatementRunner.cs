using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Syntax;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>Runs statements; what they write goes to an output, which a block within may replace by its own.</summary>
internal sealed class StatementRunner
{
    private readonly RenderContext _context;
    private readonly LoopRunner _loops;

    public StatementRunner(RenderContext context)
    {
        _context = context;
        Expressions = new ExpressionEvaluator(context);
        _loops = new LoopRunner(this, context);
    }

    public ExpressionEvaluator Expressions { get; }

    /// <summary>Runs <paramref name="body"/>.</summary>
    /// <returns>The statement that leaves the loop around, or null when the body came to its end.</returns>
    public Statement.Leave? Run(IReadOnlyList<Statement> body, Scope scope, BoundedText output)
    {
        _context.Enter();
        foreach (var statement in body)
        {
            _context.Line = statement.Line;
            _context.Charge(1);
            if (Run(statement, scope, output) is { } leave)
            {
                _context.Leave();
                return leave;
            }
        }

        _context.Leave();
        return null;
    }

    private Statement.Leave? Run(Statement statement, Scope scope, BoundedText output)
    {
        switch (statement)
        {
            case Statement.Text text:
                output.Append(text.Value);
                return null;
            case Statement.Output write:
                output.Append(PythonRepr.ToText(Expressions.Evaluate(write.Value, scope), _context));
                return null;
            case Statement.Set set:
                Assign(set.Target, Expressions.Evaluate(set.Value, scope), scope);
                return null;
            case Statement.Macro macro:
                scope.Set(macro.Definition.Name, new Macro(macro.Definition, scope, this));
                return null;
            case Statement.Call call:
                output.Append(PythonRepr.ToText(RunCall(call, scope), _context));
                return null;
            case Statement.Leave leave:
                return leave;
            default:
                return RunNested(statement, scope, output);
        }
    }

    private Statement.Leave? RunNested(Statement statement, Scope scope, BoundedText output) => statement switch
    {
        Statement.If branch => RunIf(branch, scope, output),
        Statement.For loop => _loops.Run(loop, scope, output),
        Statement.With with => RunWith(with, scope, output),
        Statement.SetBlock set => RunFiltered(set.Body, set.Filter, scope, value => Assign(set.Target, value, scope)),
        _ => RunFiltered(((Statement.FilterBlock)statement).Body, ((Statement.FilterBlock)statement).Filter, scope, value => output.Append(PythonRepr.ToText(value, _context))),
    };

    private Statement.Leave? RunFiltered(IReadOnlyList<Statement> body, Expression filter, Scope scope, Action<object?> use)
    {
        var written = new BoundedText(_context);
        var inner = new Scope(scope);
        if (Run(body, inner, written) is { } leave)
        {
            return leave;
        }

        inner.Set(string.Empty, written.ToString());
        use(Expressions.Evaluate(filter, inner));
        return null;
    }

    private Statement.Leave? RunIf(Statement.If branch, Scope scope, BoundedText output)
    {
        foreach (var (condition, body) in branch.Branches)
        {
            if (Expressions.IsTrue(condition, scope))
            {
                return Run(body, scope, output);
            }
        }

        return Run(branch.Else, scope, output);
    }

    private Statement.Leave? RunWith(Statement.With with, Scope scope, BoundedText output)
    {
        var inner = new Scope(scope);
        foreach (var (name, value) in with.Names)
        {
            inner.Set(name, Expressions.Evaluate(value, scope));
        }

        return Run(with.Body, inner, output);
    }

    private object? RunCall(Statement.Call call, Scope scope)
    {
        var target = Expressions.Evaluate(call.Target.Target, scope);
        var callable = target as Callable ?? throw TemplateErrors.Runtime($"calls {Values.Describe(target)}");
        var arguments = Expressions.Arguments(call.Target.Arguments, scope);
        var named = new TemplateMap();
        foreach (var (name, value) in arguments.Named)
        {
            named[name] = value;
        }

        named["caller"] = new Macro(call.Caller, scope, this);
        return callable.Call(new CallArguments(arguments.Positional, named), _context);
    }

    /// <summary>Gives <paramref name="value"/> to <paramref name="target"/>.</summary>
    public void Assign(AssignmentTarget target, object? value, Scope scope)
    {
        switch (target)
        {
            case AssignmentTarget.Name name:
                scope.Set(name.Id, value);
                break;
            case AssignmentTarget.Member member:
                var space = scope.Get(member.Id) as TemplateNamespace ?? throw TemplateErrors.Runtime("sets a member of what is no namespace()");
                space.Members[member.MemberId] = value;
                break;
            case AssignmentTarget.Tuple tuple:
                Unpack(tuple, Values.ToList(value, _context), scope);
                break;
        }
    }

    private void Unpack(AssignmentTarget.Tuple tuple, List<object?> parts, Scope scope)
    {
        if (parts.Count != tuple.Items.Count)
        {
            throw TemplateErrors.Runtime($"unpacks {parts.Count} values into {tuple.Items.Count} names");
        }

        for (var i = 0; i < parts.Count; i++)
        {
            Assign(tuple.Items[i], parts[i], scope);
        }
    }
}
