using System.Text.RegularExpressions;
using k8s.Models;
using Scim.Deployment.Tests.Checks;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Documents;

/// <summary>docs/operations.md says what is there.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Text = Repository.Read("docs/operations.md");

    public static IEnumerable<object[]> Overlays => Overlay.Names.Select(name => new object[] { name });

    [Fact]
    public void files_that_it_names_are_there()
    {
        var paths = FilePath().Matches(Text).Select(match => match.Value).Distinct().ToList();
        paths.Count.ShouldBeGreaterThan(5);
        paths.Where(path => !Path.Exists(Repository.Path(path))).ShouldBeEmpty();
    }

    [Fact]
    public void metrics_that_it_alerts_on_are_measured()
    {
        var named = Metric().Matches(Text).Select(match => match.Value).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(5);
        var measured = Metric().Matches(Repository.Read("docs/metrics.md")).Select(match => match.Value).ToHashSet();
        named.Where(name => !measured.Contains(SampleSuffix().Replace(name, ""))).ShouldBeEmpty();
    }

    [Fact]
    public void tests_that_it_names_are_there() =>
        TestName().Matches(Text).Select(match => match.Value).Distinct()
            .Where(name => typeof(OperationsTests).Assembly.GetTypes().All(type => type.Name != name)).ShouldBeEmpty();

    [Fact]
    public void the_secret_is_documented_with_its_three_keys() =>
        ReferenceChecks.DocumentedSecrets.ShouldHaveSingleItem().Value.ShouldBe(["connection-string", "ca.crt", "password"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task the_first_step_applies_what_the_migration_needs_and_no_node(string overlay)
    {
        var steps = FirstStep().Matches(Text).Select(match => match.Groups["components"].Value).Distinct().ToList();
        var held = steps.ShouldHaveSingleItem("set up and upgrade say the same").Split(", ");

        var manifests = await Overlay.Load(overlay);
        var applied = new ManifestSet([.. manifests.Objects.OfType<k8s.IKubernetesObject<V1ObjectMeta>>()
            .Where(one => !held.Contains(one.Metadata.Labels?.TryGetValue("app.kubernetes.io/component", out var component) is true ? component : ""))]);

        applied.All<V1Deployment>().ShouldBeEmpty();
        applied.All<V1Job>().ShouldHaveSingleItem().Metadata.Name.ShouldBe(MigrationJob().Match(Text).Groups["name"].Value);
        ReferenceChecks.ConfigMaps(applied).Concat(ReferenceChecks.Secrets(applied)).Concat(ReferenceChecks.Accounts(applied)).Concat(ReferenceChecks.Namespaces(applied)).ShouldBeEmpty();
        applied.All<V1NetworkPolicy>().Count().ShouldBe(manifests.All<V1NetworkPolicy>().Count());
        applied.All<V1StatefulSet>().Count().ShouldBe(manifests.All<V1StatefulSet>().Count());
    }

    [Fact]
    public async Task the_example_of_an_ingress_leads_to_the_service()
    {
        var ingress = Overlay.Parse(Repository.Read("k8s/examples/ingress.yaml")).All<V1Ingress>().ShouldHaveSingleItem();
        var backend = ingress.Spec.Rules.Single().Http.Paths.Single().Backend.Service;

        var prod = await Overlay.Load("prod");
        ingress.Metadata.NamespaceProperty.ShouldBe(prod.All<V1Namespace>().Single().Metadata.Name);
        prod.One<V1Service>(backend.Name).Spec.Ports.ShouldContain(port => port.Name == backend.Port.Name);
        ingress.Spec.Rules.Single().Host.ShouldBe(ingress.Spec.Tls.Single().Hosts.Single());
        new Uri(prod.Environment(prod.Workload("scim-silo").Container)["PublicUrl"]).Host.ShouldBe(ingress.Spec.Rules.Single().Host);
    }

    [Fact]
    public async Task the_way_in_from_outside_is_tls()
    {
        var prod = await Overlay.Load("prod");
        prod.Environment(prod.Workload("scim-silo").Container)["PublicUrl"].ShouldStartWith("https://");
        var ingress = Overlay.Parse(Repository.Read("k8s/examples/ingress.yaml")).All<V1Ingress>().ShouldHaveSingleItem();
        ingress.Spec.Tls.ShouldAllBe(one => !string.IsNullOrEmpty(one.SecretName));
        ingress.Spec.Rules.Select(rule => rule.Host).Except(ingress.Spec.Tls.SelectMany(one => one.Hosts)).ShouldBeEmpty("every host has a certificate");
        ingress.Metadata.Annotations.Keys.ShouldNotContain(key => key.EndsWith("ssl-redirect", StringComparison.Ordinal), "plain requests are redirected unless an annotation says otherwise");
    }

    [GeneratedRegex(@"(?<![\w/.])(k8s|scripts|docs|tests)/[\w./-]*\w")]
    private static partial Regex FilePath();

    [GeneratedRegex(@"\bscim_[a-z]+_[a-z_]+\b")]
    private static partial Regex Metric();

    [GeneratedRegex("_(count|sum|bucket)$")]
    private static partial Regex SampleSuffix();

    [GeneratedRegex(@"\b[A-Z]\w+Tests\b")]
    private static partial Regex TestName();

    [GeneratedRegex(@"-l 'app\.kubernetes\.io/component notin \((?<components>[\w, ]+)\)'")]
    private static partial Regex FirstStep();

    [GeneratedRegex(@"job/(?<name>[\w-]+)")]
    private static partial Regex MigrationJob();
}
