import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import registrations.domain.occasion
import registrations.domain.rules
import registrations.domain.states
import registrations.models.countries
import registrations.models.desk
import registrations.models.registration
import registrations.models.site_settings
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('registrations', '0001_initial'),
        ('registrations', '0002_organisation_country'),
        ('registrations', '0003_whole_months'),
        ('registrations', '0004_settings_of_new_pages'),
        ('registrations', '0005_online_meeting'),
        ('registrations', '0006_members'),
        ('registrations', '0007_life'),
        ('registrations', '0008_letters_by_mailbox'),
        ('registrations', '0009_role_mailbox'),
        ('registrations', '0010_after_sending'),
        ('registrations', '0011_letters'),
        ('registrations', '0012_messages'),
        ('registrations', '0013_parties'),
        ('registrations', '0014_after_the_event'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.CharField(blank=True, max_length=254, verbose_name='e-mail')),
                ('role', models.CharField(choices=[('self', 'The person who registers'), ('companion', 'Companion'), ('regular', 'Regular member'), ('alternate', 'Alternate member')], default='self', max_length=10, verbose_name='role')),
                ('position', models.CharField(blank=True, max_length=200, verbose_name='position')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('language', models.CharField(blank=True, help_text='Empty: that of the form.', max_length=20, verbose_name='language of letters')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='until')),
                ('ending', models.CharField(blank=True, choices=[('replaced', 'Replaced'), ('declined', 'Declined'), ('cancelled', 'Cancelled')], editable=False, max_length=10, verbose_name='ended by')),
            ],
            options={
                'verbose_name': 'attendee',
                'verbose_name_plural': 'attendees',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'indexes': [models.Index(fields=['origin', 'at'], name='registrations_attempt_recent')],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(editable=False, unique=True, verbose_name='key of the page and its translations')),
                ('tree_path', models.CharField(db_index=True, max_length=255, verbose_name='last known place in the tree')),
                ('is_published', models.BooleanField(default=False, verbose_name='leading page is published')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('begins_at', models.DateTimeField(blank=True, null=True, verbose_name='begins')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('zone', models.CharField(default=registrations.models.desk.default_zone, max_length=64, verbose_name='time zone')),
                ('venue', models.CharField(blank=True, max_length=255, verbose_name='venue')),
                ('address', models.CharField(blank=True, max_length=255, verbose_name='address')),
                ('status', models.CharField(choices=[('scheduled', 'scheduled'), ('postponed', 'postponed'), ('cancelled', 'cancelled')], default=registrations.domain.occasion.EventStatus['SCHEDULED'], max_length=12, verbose_name='held as planned')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='a day of the expected period')),
                ('precision', models.CharField(blank=True, max_length=10, verbose_name='expected period')),
                ('told', models.JSONField(blank=True, default=dict, editable=False, verbose_name='what visitors are told of the past')),
                ('calendar_sequence', models.PositiveIntegerField(default=0, verbose_name='revision of the calendar entry')),
                ('mode', models.CharField(choices=[('here', 'here'), ('elsewhere', 'elsewhere'), ('none', 'none')], default=registrations.domain.rules.Mode['NONE'], max_length=10, verbose_name='mode')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('by_month', models.BooleanField(default=False, verbose_name='opens and closes with whole months')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='seats')),
                ('waiting_list', models.BooleanField(default=False, verbose_name='waiting list')),
                ('needs_review', models.BooleanField(default=False, verbose_name='reviewed by staff')),
                ('applications_hold_seats', models.BooleanField(default=False, verbose_name='applications hold seats')),
                ('verify_address', models.BooleanField(default=True, verbose_name='address is verified')),
                ('person_key', models.CharField(choices=[('email', 'email'), ('email_and_name', 'email_and_name'), ('organisation', 'organisation'), ('nobody', 'nobody')], default=registrations.domain.rules.PersonKey['EMAIL'], max_length=20, verbose_name='one registration per')),
                ('party_size', models.PositiveSmallIntegerField(default=1, verbose_name='people per registration')),
                ('offer_hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hours to answer an offer')),
                ('edits', models.CharField(choices=[('no', 'no'), ('while_open', 'while_open'), ('before_begin', 'before_begin')], default=registrations.domain.rules.Edits['WHILE_OPEN'], max_length=12, verbose_name='answers may be changed')),
                ('edit_hours', models.PositiveSmallIntegerField(default=0, verbose_name='hours before the beginning')),
                ('edits_reviewed', models.BooleanField(default=False, verbose_name='a change goes back to review')),
                ('remind_hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='reminder, hours before the beginning')),
                ('thanks', models.BooleanField(default=False, verbose_name='thanks people afterwards')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('leading_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='page')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'desk',
                'verbose_name_plural': 'desks',
                'ordering': ('-begins_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='LinkRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.CharField(max_length=254)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'request for personal links',
                'verbose_name_plural': 'requests for personal links',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_el', models.CharField(max_length=255, verbose_name='name in Greek')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='name in English')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='short name or acronym')),
                ('kind', models.CharField(choices=[('ministry', 'Ministry or general secretariat'), ('unit', 'Unit of a body'), ('independent', 'Independent authority'), ('public_body', 'Legal person under public law'), ('region', 'Region'), ('municipality', 'Municipality'), ('education', 'Education, training or research'), ('private', 'Private sector'), ('civil_society', 'Civil society'), ('hub', 'Innovation hub'), ('other', 'Other')], default='public_body', max_length=20, verbose_name='kind')),
                ('country', models.CharField(blank=True, choices=registrations.models.countries.country_choices, max_length=2, verbose_name='country')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('mail_domains', models.JSONField(blank=True, default=list, help_text="The part after the @ of the body's addresses, as a list, for example [“ypes.gov.gr”].", verbose_name='mail domains')),
                ('coordinator', models.ForeignKey(blank=True, help_text='For a hub or a network: the body that leads it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='coordinated', to='registrations.organisation', verbose_name='coordinated by')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='registrations.organisation', verbose_name='belongs to')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ('name_el',),
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='PrivacyNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(help_text='For editors, for example “Events of the unit”.', max_length=120, verbose_name='name')),
                ('summary', models.CharField(help_text='Shown at once: who asks, what for, and for how long it is kept.', max_length=300, verbose_name='in one sentence')),
                ('text', wagtail.fields.RichTextField(help_text='Controller, data protection officer, purpose, legal basis, recipients, retention, rights, and the right to complain to the authority.', verbose_name='full text')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'privacy notice',
                'verbose_name_plural': 'privacy notices',
                'ordering': ('name',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PrivacyNoticeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('summary', models.CharField(max_length=300, verbose_name='in one sentence')),
                ('text', models.TextField(verbose_name='full text')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='since')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='versions', to='registrations.privacynotice', verbose_name='notice')),
            ],
            options={
                'verbose_name': 'version of a privacy notice',
                'verbose_name_plural': 'versions of privacy notices',
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('content', models.JSONField(verbose_name='questions')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaires', to='registrations.desk', verbose_name='desk')),
            ],
            options={
                'verbose_name': 'questionnaire',
                'verbose_name_plural': 'questionnaires',
                'ordering': ('-created_at',),
            },
        ),
        migrations.AddField(
            model_name='desk',
            name='questionnaire',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registrations.questionnaire', verbose_name='questions in force'),
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reference', models.CharField(editable=False, max_length=9, unique=True, verbose_name='reference')),
                ('nonce', models.CharField(editable=False, max_length=64)),
                ('body_name', models.CharField(blank=True, editable=False, help_text='Empty where people register for themselves.', max_length=255, verbose_name='body as it was named')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.CharField(max_length=254, verbose_name='e-mail')),
                ('person_key', models.CharField(blank=True, editable=False, max_length=480)),
                ('search_text', models.CharField(blank=True, db_index=True, editable=False, max_length=700)),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('state', models.CharField(choices=[('unverified', 'unverified'), ('in_review', 'in_review'), ('asked', 'asked'), ('offered', 'offered'), ('accepted', 'accepted'), ('waitlisted', 'waitlisted'), ('rejected', 'rejected'), ('cancelled', 'cancelled'), ('expired', 'expired')], editable=False, max_length=12, verbose_name='state')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('secret', models.CharField(default=registrations.models.registration.new_secret, editable=False, max_length=64)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='received')),
                ('verified_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='address confirmed')),
                ('readdressed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='address corrected by staff')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='registrations.desk', verbose_name='event')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='registrations.organisation')),
                ('privacy_notice', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registrations.privacynoticeversion', verbose_name='privacy notice')),
                ('questionnaire', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registrations.questionnaire')),
            ],
            options={
                'verbose_name': 'registration',
                'verbose_name_plural': 'registrations',
                'ordering': ('-created_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('verify', 'Confirm your address'), ('received', 'Received'), ('accepted', 'Accepted'), ('waitlisted', 'Waiting list'), ('offer', 'A seat is offered'), ('offer_passed', 'The offer has passed on'), ('changed', 'Answers changed'), ('question', 'Question to the applicant'), ('answer', 'Answer of the applicant, to staff'), ('rejected', 'Rejected'), ('cancelled', 'Cancelled'), ('already_registered', 'Already registered'), ('link', 'Personal link'), ('body_named', 'The body has named its members'), ('nominated', 'Named by a body'), ('member_declined', 'A member has declined'), ('event_moved', 'Event moved'), ('venue_changed', 'Venue changed'), ('event_cancelled', 'Event cancelled'), ('reminder', 'Reminder'), ('joining', 'Before the online meeting'), ('afterwards', 'Thanks afterwards'), ('staff_news', 'To staff: what is new')], max_length=20, verbose_name='letter')),
                ('cause', models.CharField(max_length=80, verbose_name='cause')),
                ('dedupe_key', models.CharField(editable=False, max_length=160, unique=True)),
                ('recipient', models.CharField(max_length=254, verbose_name='to')),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('context', models.JSONField(blank=True, default=dict, editable=False)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('in_flight', 'Being sent'), ('retry', 'Waiting to try again'), ('withheld', 'Withheld'), ('sent', 'Sent'), ('failed', 'Failed'), ('bounced', 'Came back'), ('aborted', 'No longer needed')], default='queued', max_length=10, verbose_name='fate')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='due')),
                ('claimed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('settled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='fate known since')),
                ('message_id', models.CharField(blank=True, db_index=True, editable=False, max_length=255)),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='error')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='owed since')),
                ('attendee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='registrations.attendee', verbose_name='attendee')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='registrations.desk', verbose_name='event')),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='registrations.registration', verbose_name='registration')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ('-created_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('person', 'person'), ('staff', 'staff'), ('clock', 'clock')], max_length=8, verbose_name='from')),
                ('text', models.TextField(verbose_name='text')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member of staff')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MemberChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('replaced', 'Replaced by another person'), ('swapped', 'Regular and alternate member swapped'), ('corrected', 'Details corrected'), ('declined', 'Declined'), ('named', 'Named afterwards')], max_length=10, verbose_name='change')),
                ('role', models.CharField(choices=[('self', 'The person who registers'), ('companion', 'Companion'), ('regular', 'Regular member'), ('alternate', 'Alternate member')], max_length=10, verbose_name='role')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('actor', models.CharField(choices=[('person', 'person'), ('staff', 'staff'), ('clock', 'clock')], max_length=8, verbose_name='by')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('attendee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registrations.attendee')),
                ('successor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registrations.attendee')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member of staff')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='member_changes', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'change of a member',
                'verbose_name_plural': 'changes of members',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FormerAnswers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(default=dict, verbose_name='answers')),
                ('ending', models.CharField(choices=[('edited', 'Answers changed'), ('withdrawn', 'Consent withdrawn')], max_length=10, verbose_name='ended by')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='until')),
                ('questionnaire', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registrations.questionnaire')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_answers', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'former answers',
                'verbose_name_plural': 'former answers',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='attendee',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='registrations.registration'),
        ),
        migrations.CreateModel(
            name='RegistrationLogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.TextField()),
                ('action', models.CharField(blank=True, db_index=True, max_length=255)),
                ('data', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('timestamp', models.DateTimeField(db_index=True, verbose_name='timestamp (UTC)')),
                ('uuid', models.UUIDField(blank=True, editable=False, help_text='Log entries that happened as part of the same user action are assigned the same UUID', null=True)),
                ('content_changed', models.BooleanField(db_index=True, default=False)),
                ('deleted', models.BooleanField(default=False)),
                ('content_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contenttypes.contenttype', verbose_name='content type')),
                ('desk', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registrations.desk')),
                ('registration', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registrations.registration')),
                ('revision', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='wagtailcore.revision')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'log entry of a registration',
                'verbose_name_plural': 'log entries of registrations',
                'ordering': ('-timestamp', '-id'),
            },
        ),
        migrations.CreateModel(
            name='RegistrationSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signature', models.CharField(blank=True, help_text='The name of the unit at the end of each letter, in languages without one of their own below.', max_length=200, verbose_name='letters are signed by')),
                ('contact', models.CharField(blank=True, help_text='A telephone number or role mailbox for questions.', max_length=200, verbose_name='contact in letters')),
                ('mailbox', models.EmailField(blank=True, help_text='Calendar entries name it as organizer. Empty: the address that letters come from.', max_length=254, verbose_name='role mailbox')),
                ('controller', models.TextField(blank=True, help_text='Who answers for personal data: name, address, telephone. Told to people whom a body names.', verbose_name='controller')),
                ('data_protection_officer', models.CharField(blank=True, help_text='How people reach them.', max_length=200, verbose_name='data protection officer')),
                ('default_review', models.BooleanField(default=False, verbose_name='staff decide who takes part')),
                ('default_waiting_list', models.BooleanField(default=True, verbose_name='waiting list')),
                ('default_verify_address', models.BooleanField(default=True, help_text='Keep this on: without it, anybody can find out on the form who is registered.', verbose_name='people confirm their e-mail address')),
                ('default_show_free_seats', models.BooleanField(default=True, verbose_name='show how many seats are free')),
                ('privacy_notice', models.ForeignKey(blank=True, help_text='Shown on every form whose page does not choose its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registrations.privacynotice', verbose_name='privacy notice')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'registration settings',
            },
        ),
        migrations.CreateModel(
            name='LetterSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=registrations.models.site_settings.spoken_languages, max_length=20, verbose_name='language')),
                ('signature', models.CharField(max_length=200, verbose_name='letters are signed by')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='registrations.registrationsettings')),
            ],
            options={
                'verbose_name': 'signature of letters',
                'verbose_name_plural': 'signatures of letters',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SeatPool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(blank=True, max_length=36, verbose_name='key of the session')),
                ('title', models.CharField(blank=True, max_length=255, verbose_name='session')),
                ('begins_at', models.DateTimeField(blank=True, null=True, verbose_name='begins')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('room', models.CharField(blank=True, max_length=255, verbose_name='room')),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Empty: no limit.', null=True, verbose_name='seats')),
                ('raised', models.PositiveIntegerField(default=0, verbose_name='seats added by staff')),
                ('ceiling', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='most seats that may be taken')),
                ('taken', models.PositiveIntegerField(default=0, editable=False, verbose_name='taken')),
                ('next_position', models.PositiveIntegerField(default=1, editable=False, verbose_name='next position in line')),
                ('is_closed', models.BooleanField(default=False, verbose_name='closed')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pools', to='registrations.desk', verbose_name='desk')),
            ],
            options={
                'verbose_name': 'seat pool',
                'verbose_name_plural': 'seat pools',
                'ordering': ('desk', 'session_key'),
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('unverified', 'unverified'), ('in_review', 'in_review'), ('asked', 'asked'), ('offered', 'offered'), ('accepted', 'accepted'), ('waitlisted', 'waitlisted'), ('rejected', 'rejected'), ('cancelled', 'cancelled'), ('expired', 'expired')], max_length=12, verbose_name='state')),
                ('holds_seat', models.BooleanField(default=False, verbose_name='holds a seat')),
                ('hold_until', models.DateTimeField(blank=True, null=True, verbose_name='seat held until')),
                ('position', models.PositiveIntegerField(blank=True, null=True, verbose_name='position in line')),
                ('decided', models.BooleanField(default=False, verbose_name='decided by staff')),
                ('attendance', models.CharField(choices=[('expected', 'Expected'), ('attended', 'Attended'), ('no_show', 'Did not come')], default='expected', max_length=10, verbose_name='attendance')),
                ('present_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='present since')),
                ('present_by', models.CharField(blank=True, choices=[('person', 'person'), ('staff', 'staff'), ('clock', 'clock')], editable=False, max_length=8, verbose_name='said by')),
                ('moved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='registrations.attendee')),
                ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ticked off by')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='registrations.registration')),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='registrations.seatpool', verbose_name='session')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='StaffNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_notes', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(blank=True, choices=[('unverified', 'unverified'), ('in_review', 'in_review'), ('asked', 'asked'), ('offered', 'offered'), ('accepted', 'accepted'), ('waitlisted', 'waitlisted'), ('rejected', 'rejected'), ('cancelled', 'cancelled'), ('expired', 'expired')], max_length=12, verbose_name='from')),
                ('to_state', models.CharField(choices=[('unverified', 'unverified'), ('in_review', 'in_review'), ('asked', 'asked'), ('offered', 'offered'), ('accepted', 'accepted'), ('waitlisted', 'waitlisted'), ('rejected', 'rejected'), ('cancelled', 'cancelled'), ('expired', 'expired')], max_length=12, verbose_name='to')),
                ('actor', models.CharField(choices=[('person', 'person'), ('staff', 'staff'), ('clock', 'clock')], max_length=8, verbose_name='by')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('tells_reason', models.BooleanField(default=False, verbose_name='reason is told in the letter')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transitions', to='registrations.place')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member of staff')),
            ],
            options={
                'verbose_name': 'transition',
                'verbose_name_plural': 'transitions',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='UntakenForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=64)),
                ('content', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registrations.desk')),
            ],
            options={
                'verbose_name': 'form that was not taken',
                'verbose_name_plural': 'forms that were not taken',
            },
        ),
        migrations.CreateModel(
            name='Watcher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailbox', models.EmailField(blank=True, max_length=254, verbose_name='role mailbox')),
                ('rhythm', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day')], default='daily', max_length=8, verbose_name='how soon')),
                ('told_until', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('levels', models.JSONField(default=dict, editable=False)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watchers', to='registrations.desk', verbose_name='event')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member of staff')),
            ],
            options={
                'verbose_name': 'recipient of news',
                'verbose_name_plural': 'recipients of news',
            },
        ),
        migrations.CreateModel(
            name='DeskChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kinds', models.JSONField(default=list, verbose_name='what changed')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
                ('nature', models.CharField(choices=[('pending', 'pending'), ('correction', 'correction'), ('moved', 'moved')], max_length=12, verbose_name='what it means')),
                ('reasons', models.JSONField(blank=True, default=dict, verbose_name='reason')),
                ('created_at', models.DateTimeField(verbose_name='published')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('sequence', models.PositiveIntegerField(default=0, verbose_name='revision of the calendar entry')),
                ('letters', models.PositiveIntegerField(default=0, verbose_name='letters')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='registrations.desk', verbose_name='event')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'change of an event',
                'verbose_name_plural': 'changes of events',
                'ordering': ('-created_at', '-pk'),
                'indexes': [models.Index(fields=['-created_at', '-id'], name='registrations_change_newest')],
            },
        ),
        migrations.CreateModel(
            name='DeskPermission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('right', models.CharField(choices=[('check_in', 'Check in'), ('configure', 'Configure'), ('export', 'Export'), ('review', 'Review')], max_length=20, verbose_name='right')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='desk_permissions', to='auth.group', verbose_name='group')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='desk_permissions', to='wagtailcore.page', verbose_name='page')),
            ],
            options={
                'verbose_name': 'right at the desk',
                'verbose_name_plural': 'rights at the desk',
                'constraints': [models.UniqueConstraint(fields=('group', 'page', 'right'), name='registrations_right_once')],
            },
        ),
        migrations.CreateModel(
            name='JoinLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(blank=True, max_length=36, verbose_name='key of the session')),
                ('url', models.CharField(max_length=1000, serialize=False, verbose_name='link')),
                ('dial_in', models.CharField(blank=True, max_length=500, serialize=False, verbose_name='by telephone')),
                ('passcode', models.CharField(blank=True, max_length=100, serialize=False, verbose_name='passcode')),
                ('minutes_before', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes before the beginning')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member of staff')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_links', to='registrations.desk', verbose_name='desk')),
            ],
            options={
                'verbose_name': 'link of an online meeting',
                'verbose_name_plural': 'links of online meetings',
                'ordering': ('desk', 'session_key'),
                'constraints': [models.UniqueConstraint(fields=('desk', 'session_key'), name='registrations_join_link_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('verify', 'Confirm your address'), ('received', 'Received'), ('accepted', 'Accepted'), ('waitlisted', 'Waiting list'), ('offer', 'A seat is offered'), ('offer_passed', 'The offer has passed on'), ('changed', 'Answers changed'), ('question', 'Question to the applicant'), ('answer', 'Answer of the applicant, to staff'), ('rejected', 'Rejected'), ('cancelled', 'Cancelled'), ('already_registered', 'Already registered'), ('link', 'Personal link'), ('body_named', 'The body has named its members'), ('nominated', 'Named by a body'), ('member_declined', 'A member has declined'), ('event_moved', 'Event moved'), ('venue_changed', 'Venue changed'), ('event_cancelled', 'Event cancelled'), ('reminder', 'Reminder'), ('joining', 'Before the online meeting'), ('afterwards', 'Thanks afterwards'), ('staff_news', 'To staff: what is new')], max_length=20, verbose_name='letter')),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='subject')),
                ('opening', models.TextField(blank=True, max_length=3000, verbose_name='opening')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member of staff')),
                ('desk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='registrations.desk', verbose_name='event')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'wording of a letter',
                'verbose_name_plural': 'wordings of letters',
                'constraints': [models.UniqueConstraint(condition=models.Q(('desk', None)), fields=('site', 'kind', 'language'), name='registrations_wording_of_site'), models.UniqueConstraint(condition=models.Q(('site', None)), fields=('desk', 'kind', 'language'), name='registrations_wording_of_desk'), models.CheckConstraint(condition=models.Q(models.Q(('desk__isnull', False), ('site', None)), models.Q(('desk', None), ('site__isnull', False)), _connector='OR'), name='registrations_wording_of_one')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('coordinator', models.F('pk')), _negated=True), name='organisation_does_not_coordinate_itself'),
        ),
        migrations.AlterUniqueTogether(
            name='privacynotice',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='privacynoticeversion',
            constraint=models.UniqueConstraint(fields=('notice', 'number'), name='registrations_notice_version_once'),
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.UniqueConstraint(fields=('desk', 'digest'), name='registrations_questionnaire_once'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['desk', '-created_at', '-id'], name='registrations_desk_recent'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['state', '-created_at', '-id'], name='registrations_state_recent'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['-created_at', '-id'], name='registrations_recent'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('desk', 'nonce'), name='registrations_form_once'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', [registrations.domain.states.State['ACCEPTED'], registrations.domain.states.State['ASKED'], registrations.domain.states.State['IN_REVIEW'], registrations.domain.states.State['OFFERED'], registrations.domain.states.State['UNVERIFIED'], registrations.domain.states.State['WAITLISTED']]), models.Q(('person_key', ''), _negated=True)), fields=('desk', 'person_key'), name='registrations_person_once'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('state__in', ['queued', 'retry'])), fields=['due_at', 'id'], name='registrations_notice_due'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['desk', '-created_at', '-id'], name='registrations_notice_recent'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['-created_at', '-id'], name='registrations_notice_newest'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['recipient', '-due_at'], name='registrations_notice_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('role__in', ['self', 'regular', 'alternate'])), fields=('registration', 'role'), name='registrations_role_once'),
        ),
        migrations.AddConstraint(
            model_name='lettersignature',
            constraint=models.UniqueConstraint(fields=('settings', 'language'), name='registrations_signature_once'),
        ),
        migrations.AddConstraint(
            model_name='seatpool',
            constraint=models.UniqueConstraint(fields=('desk', 'session_key'), name='registrations_pool_once'),
        ),
        migrations.AddConstraint(
            model_name='seatpool',
            constraint=models.CheckConstraint(condition=models.Q(('ceiling__isnull', True), ('taken__lte', models.F('ceiling')), _connector='OR'), name='registrations_pool_not_oversold'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['pool', 'state', 'position'], name='registrations_place_line'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(condition=models.Q(('state__in', ['unverified', 'offered'])), fields=['hold_until'], name='registrations_place_hold'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('attendee', 'pool'), name='registrations_place_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('state', registrations.domain.states.State['WAITLISTED'])), fields=('pool', 'position'), name='registrations_position_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', registrations.domain.states.State['WAITLISTED']), _negated=True), ('position__isnull', False), _connector='OR'), name='registrations_waiting_has_position'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'offered']), _negated=True), ('holds_seat', True), _connector='OR'), name='registrations_accepted_is_seated'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('holds_seat', False), ('state__in', ['unverified', 'in_review', 'asked', 'accepted', 'offered']), _connector='OR'), name='registrations_ended_is_not_seated'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attendance', 'attended'), _negated=True), ('present_at__isnull', False), _connector='OR'), name='registrations_attended_has_time'),
        ),
        migrations.AddIndex(
            model_name='untakenform',
            index=models.Index(fields=['created_at'], name='registrations_untaken_age'),
        ),
        migrations.AddConstraint(
            model_name='untakenform',
            constraint=models.UniqueConstraint(fields=('desk', 'nonce'), name='registrations_untaken_once'),
        ),
        migrations.AddConstraint(
            model_name='watcher',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('desk', 'user'), name='registrations_watcher_once'),
        ),
        migrations.AddConstraint(
            model_name='watcher',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', True)), fields=('desk',), name='registrations_one_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='watcher',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mailbox__gt', ''), ('user__isnull', True)), models.Q(('mailbox', ''), ('user__isnull', False)), _connector='OR'), name='registrations_watcher_is_one'),
        ),
    ]
