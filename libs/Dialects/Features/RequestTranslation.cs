using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Features;

/// <summary>One request on its way to one upstream: where the JSON goes, and the judge of what the upstream can be told.</summary>
internal sealed class RequestTranslation : IDisposable
{
    private readonly ArrayBufferWriter<byte> _body = new(1024);
    private readonly List<DroppedHint> _dropped = [];
    private readonly Dialect _target;

    public RequestTranslation(ModelRequest request, Dialect target, UpstreamTraits traits)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(traits);
        (Request, Traits, _target) = (request, traits, target);
        Json = new Utf8JsonWriter(_body, JsonText.WriterOptions);
        JudgeWhatNobodyHas();
    }

    public ModelRequest Request { get; }

    public UpstreamTraits Traits { get; }

    public Utf8JsonWriter Json { get; }

    /// <summary>Tells whether the upstream can be told of <paramref name="feature"/>, which the request has; a hint it cannot be told of is reported.</summary>
    /// <exception cref="TranslationException">It cannot, and the feature changes what is asked.</exception>
    public bool Takes(RequestFeature feature, string? field = null)
    {
        field ??= FieldNames.Of(feature, Request.Source);
        switch (FeatureTable.Row(feature).For(_target))
        {
            case FeatureRule.Native:
                return true;
            case FeatureRule.Extended when Traits.HasExtendedSampling:
                return true;
            case FeatureRule.Refused:
                throw Refusal(field, $"'{field}' asks for something the model's provider cannot do ({Describe(feature)}).");
            default:
                Drop(field, $"The model's provider has nothing like it ({Describe(feature)}).");
                return false;
        }
    }

    /// <summary>Gets <paramref name="value"/> if the request has one and the upstream can be told.</summary>
    public T? Taken<T>(RequestFeature feature, T? value)
        where T : struct => value is not null && Takes(feature) ? value : null;

    /// <summary>Reports what of <paramref name="tool"/> the upstream cannot be told.</summary>
    public void Judge(Tool tool)
    {
        if (tool.Strict == true)
        {
            Takes(RequestFeature.StrictTool, $"{tool.Field}.strict");
        }

        if (tool.CacheControl is not null)
        {
            Takes(RequestFeature.CacheControl, $"{tool.Field}.cache_control");
        }
    }

    public void Drop(string field, string reason) => _dropped.Add(new DroppedHint(field, reason));

    public static TranslationException Refusal(string field, string reason) => new(field, reason) { IsUnsupported = true };

    /// <summary>Writes or reports members only the caller's family knows.</summary>
    public void WriteExtra(bool isSameFamily)
    {
        foreach (var member in Request.Extra)
        {
            if (isSameFamily)
            {
                Json.WriteElement(member.Name, member.Value);
            }
            else
            {
                Drop(member.Name, "Only providers of the same family may know it.");
            }
        }
    }

    public UpstreamRequest Finish(string path)
    {
        Json.Flush();
        return new UpstreamRequest(path, _body.WrittenMemory, _dropped);
    }

    public void Dispose() => Json.Dispose();

    private void JudgeWhatNobodyHas()
    {
        if (Request.Sampling.Count > 1)
        {
            Takes(RequestFeature.Count);
        }

        if (Request.Sampling.Logprobs)
        {
            Takes(RequestFeature.Logprobs);
        }

        foreach (var field in Request.Unread)
        {
            Drop(field, "It is not part of the dialect, or not one that can be translated.");
        }
    }

    private string Describe(RequestFeature feature) => $"{feature} in {_target}";
}
