"""Users with a UUID as their key, and an address instead of a user name."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models


class PersonManager(BaseUserManager):
    """Makes users from addresses."""

    def create_user(self, email, password=None, **facts):
        """A user of the site."""
        person = self.model(email=self.normalize_email(email), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **facts):
        """A user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)


class Person(AbstractBaseUser, PermissionsMixin):
    """A user of the site."""

    uuid = models.UUIDField(default=uuid.uuid4, primary_key=True, editable=False)
    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=50, blank=True)
    last_name = models.CharField(max_length=50, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = EMAIL_FIELD = "email"

    objects = PersonManager()

    def get_full_name(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self):
        return self.first_name
